//! The cart.

use std::sync::Arc;

use business_client::shop::{Changed, Problem};
use site_kit::{
    Page, Reply, Trouble, Visit,
    axum::{
        Extension,
        extract::{Query, Request},
        response::Response,
    },
};

use crate::{
    shops::{self, Buyer, Shops},
    shown::ShownOrder,
};

/// What became of a change, from the page before.
#[derive(Default, serde::Deserialize)]
pub(crate) struct Said {
    #[serde(default)]
    said: String,
    #[serde(default)]
    left: u32,
}

impl Said {
    fn words(&self) -> Option<String> {
        Some(match self.said.as_str() {
            "stock" if self.left == 0 => "Sorry, none is left of that.".to_owned(),
            "stock" => format!(
                "There are only {} of that. Your cart has what there is.",
                self.left
            ),
            "full" => "Your cart is as full as it gets.".to_owned(),
            "paying" => {
                "This cart is being paid for in another window. Finish there, or try again."
                    .to_owned()
            }
            "refused" => "The shop could not take that change.".to_owned(),
            "empty" => {
                "There is nothing in your cart to order. If you have just ordered, it is done."
                    .to_owned()
            }
            "changed" => "The total has changed. Please look it over before you order.".to_owned(),
            _ => return None,
        })
    }
}

pub(crate) async fn show(
    visit: Visit,
    Extension(shops): Extension<Arc<Shops>>,
    Query(said): Query<Said>,
) -> Response {
    let work = async {
        let buyer = shops.at(&visit)?;
        let cart = buyer.shop.cart().await.map_err(shops::trouble)?;
        buyer.keep().await;
        buyer.count(cart.as_ref());
        let shown = cart.as_ref().filter(|cart| !cart.lines.is_empty());
        // It may be empty because it was ordered, and the answer got lost.
        if let (None, Some(code)) = (shown, buyer.ordering())
            && buyer
                .has_become_order(&code)
                .await
                .map_err(shops::trouble)?
        {
            return Ok(Reply::SeeOther(visit.path(&format!("/orders/{code}"))));
        }
        let shown = shown.map(|cart| ShownOrder::of(cart, &visit));
        Ok(Page::new("cart.html", "Your cart")
            .with("cart", &shown)
            .with("said", &said.words())
            .with("cart_pieces", &shops::pieces(&visit))
            .into())
    };
    visit.answer::<Reply>(work).await
}

pub(crate) async fn add(
    visit: Visit,
    Extension(shops): Extension<Arc<Shops>>,
    request: Request,
) -> Response {
    let form = match visit.form(request).await {
        Ok(form) => form,
        Err(refusal) => return refusal,
    };
    let work = async {
        let buyer = shops.at(&visit)?;
        let quantity = form.parse("quantity").unwrap_or(1);
        let changed = buyer.shop.add(form.get("variant"), quantity).await;
        // What is put into a cart may have begun one, whatever came of it.
        buyer.keep().await;
        after(&buyer, &visit, changed.map_err(shops::trouble)?)
    };
    visit.answer_keeping(&form, work).await
}

pub(crate) async fn change(
    visit: Visit,
    Extension(shops): Extension<Arc<Shops>>,
    request: Request,
) -> Response {
    let form = match visit.form(request).await {
        Ok(form) => form,
        Err(refusal) => return refusal,
    };
    let work = async {
        let buyer = shops.at(&visit)?;
        let line = form.get("line");
        let changed = match (form.get("remove"), form.parse("quantity")) {
            ("", Some(quantity)) => buyer.shop.adjust(line, quantity).await,
            ("", None) => return Ok(Reply::SeeOther(visit.path("/cart"))),
            _ => buyer.shop.remove(line).await,
        };
        buyer.keep().await;
        after(&buyer, &visit, changed.map_err(shops::trouble)?)
    };
    visit.answer_keeping(&form, work).await
}

fn after(buyer: &Buyer<'_>, visit: &Visit, changed: Changed) -> Result<Reply, Trouble> {
    buyer.count(changed.cart.as_ref());
    let query = match changed.problem {
        None => String::new(),
        Some(Problem::InsufficientStock { available }) => format!("?said=stock&left={available}"),
        Some(Problem::CartFull) => "?said=full".to_owned(),
        Some(Problem::BeingPaid) => "?said=paying".to_owned(),
        Some(_) => "?said=refused".to_owned(),
    };
    Ok(Reply::SeeOther(visit.path(&format!("/cart{query}"))))
}
