//! The cart.

use business_client::shop::{Changed, Error as ShopError};
use site_kit::{
    Asked, Form, Page, Reply, Trouble, Visit,
    axum::{Extension, extract::Query, response::Response},
};

use crate::{
    adding::{self, Adding, Wish},
    buyer::{self, Buyer},
    order,
    said::{self, Said},
    shops::Shops,
    shown::ShownOrder,
};

/// Characters of a variant's id, and of a form's intent, at most: what is longer is none, and nothing of it is noted.
const ID: usize = 64;

pub(crate) async fn show(
    visit: Visit,
    Extension(shops): Extension<Shops>,
    Asked(Query(said)): Asked<Query<Said>>,
) -> Response {
    let work = async {
        // Who follows the link in a tenant's header, where nothing is sold.
        let Some(buyer) = shops.of(&visit)? else {
            return Ok(Reply::SeeOther(visit.path(shops.front())));
        };
        let cart = buyer.cart().await?;
        // It may be empty because it was ordered, and the answer got lost.
        if let (None, Some(code)) = (&cart, buyer.ordering())
            && buyer
                .has_become_order(&code)
                .await
                .map_err(buyer::trouble)?
        {
            return Ok(Reply::SeeOther(order::path(&visit, &code)));
        }
        let shown = cart.as_ref().map(|cart| ShownOrder::of(cart, &visit));
        Ok(Page::new("cart.html", "Your cart")
            .with("cart", &shown)
            .with("said", &said.words())
            .into())
    };
    visit.answer::<Reply>(work).await
}

pub(crate) async fn add(visit: Visit, Extension(shops): Extension<Shops>, form: Form) -> Response {
    let work = async {
        let (variant, intent) = (form.get("variant"), form.get("intent"));
        if variant.len() > ID || intent.len() > ID {
            return Err(Trouble::NothingHere);
        }
        let buyer = shops.alone_at(&visit).await?;
        let wish = Wish::new(intent, variant);
        // A nervous finger, or a form that was gone back to.
        if buyer.was_added(&wish) {
            return Ok(Reply::SeeOther(visit.path("/cart?said=again")));
        }
        let adding = async || {
            let cart = buyer.cart().await?;
            let before = adding::pieces(cart.as_ref(), variant);
            Ok::<_, Trouble>(Adding::new(variant, before, visit.now()))
        };
        let first = buyer.adding();
        let mut adding_now = adding().await?;
        // A second try, after an answer that got lost or that the browser waits for no more.
        if let Some(rest) = first.as_ref().and_then(|it| it.may_take(&adding_now)) {
            tokio::time::sleep(rest).await;
            adding_now = adding().await?;
        }
        if first.is_some_and(|first| first.is_done(&adding_now)) {
            buyer.has_added(&wish);
            return Ok(Reply::SeeOther(visit.path("/cart?said=unsure")));
        }
        buyer.adds(&adding_now);
        let quantity = form.parse("quantity").unwrap_or(1);
        let changed = buyer.shop.add(variant, quantity).await;
        match &changed {
            Ok(changed) if changed.problem.is_none() => buyer.has_added(&wish),
            Ok(_) | Err(ShopError::NotFound) => buyer.has_not_added(),
            // It may have been.
            Err(_) => {}
        }
        after(&buyer, &visit, changed).await
    };
    visit.answer_keeping(&form, work).await
}

pub(crate) async fn change(
    visit: Visit,
    Extension(shops): Extension<Shops>,
    form: Form,
) -> Response {
    let work = async {
        let buyer = shops.alone_at(&visit).await?;
        let line = form.get("line");
        let changed = match (form.get("remove"), form.parse("quantity")) {
            ("", Some(quantity)) => buyer.shop.adjust(line, quantity).await,
            ("", None) => return Ok(Reply::SeeOther(visit.path("/cart"))),
            _ => buyer.shop.remove(line).await,
        };
        after(&buyer, &visit, changed).await
    };
    visit.answer_keeping(&form, work).await
}

async fn after(
    buyer: &Buyer<'_>,
    visit: &Visit,
    changed: Result<Changed, ShopError>,
) -> Result<Reply, Trouble> {
    // What is put into a cart may have begun one, whatever came of it.
    buyer.keep().await;
    let changed = changed.map_err(buyer::trouble)?;
    buyer.count(changed.cart.as_ref());
    let path = said::of_change(changed.problem.as_ref());
    Ok(Reply::SeeOther(visit.path(&path)))
}
