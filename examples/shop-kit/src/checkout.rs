//! From the cart to a placed order: who and where to, then what it comes to and how it is paid.

use business_client::shop::{Error as ShopError, NotPlaced, Ordered, Payment};
use serde::Serialize;
use site_kit::{
    Asked, Form, Page, Reply, Trouble, Visit,
    axum::{Extension, extract::Query, http::StatusCode, response::Response},
    money,
};

use crate::{
    buyer::{self, Buyer},
    delivery::Fields,
    order,
    said::{self, Said},
    shops::Shops,
    shown::ShownOrder,
};

#[derive(Serialize)]
struct Shipping {
    id: String,
    name: String,
    description: String,
    price: String,
}

pub(crate) async fn ask(
    visit: Visit,
    Extension(shops): Extension<Shops>,
    Asked(Query(said)): Asked<Query<Said>>,
) -> Response {
    let work = async {
        let buyer = shops.at(&visit)?;
        let fields = Fields::kept(&buyer.delivery().unwrap_or_default());
        page(&visit, &buyer, fields, said.words(), StatusCode::OK).await
    };
    visit.answer(work).await
}

async fn page(
    visit: &Visit,
    buyer: &Buyer<'_>,
    mut fields: Fields,
    problem: Option<String>,
    status: StatusCode,
) -> Result<Reply, Trouble> {
    let Some((cart, choices)) = buyer.cart_and_choices().await? else {
        return Ok(nothing_to_order(visit));
    };
    let includes_tax = cart.prices_include_tax;
    let shipping = choices.shipping.into_iter().map(|it| Shipping {
        id: it.id,
        name: it.name,
        description: it.description,
        price: match it.price.gross {
            0 => "Free".to_owned(),
            _ => money::hundredths(it.price.told(includes_tax), &cart.currency),
        },
    });
    let shipping: Vec<_> = shipping.collect();
    let countries = choices.countries.into_iter().map(|it| (it.code, it.name));
    let countries: Vec<_> = countries.collect();
    Ok(Page::new("checkout.html", "Checkout")
        .status(status)
        .with("opens_at", fields.first_wrong())
        .with("fields", &fields)
        .with("problem", &problem)
        .with("countries", &countries)
        .with("shipping", &shipping)
        .with("cart", &ShownOrder::of(&cart, visit))
        .into())
}

fn nothing_to_order(visit: &Visit) -> Reply {
    Reply::SeeOther(visit.path(said::of_order(&NotPlaced::EmptyCart)))
}

pub(crate) async fn prepare(
    visit: Visit,
    Extension(shops): Extension<Shops>,
    form: Form,
) -> Response {
    visit
        .answer_keeping(&form, prepared(&visit, &shops, &form))
        .await
}

async fn prepared(visit: &Visit, shops: &Shops, form: &Form) -> Result<Reply, Trouble> {
    const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
    let buyer = shops.alone_at(visit).await?;
    let mut fields = Fields::of(form);
    if !fields.check() {
        let words = "Something is missing. Please look at the marked fields.";
        return page(visit, &buyer, fields, Some(words.to_owned()), REFUSED).await;
    }
    let prepared = buyer.shop.prepare(&fields.delivery()).await;
    buyer.keep().await;
    let words = match prepared.map_err(buyer::trouble)? {
        Ok(_) => {
            buyer.keep_delivery(fields.keep());
            return Ok(Reply::SeeOther(visit.path("/checkout/review")));
        }
        Err(NotPlaced::EmptyCart) => return Ok(nothing_to_order(visit)),
        Err(NotPlaced::EmailTaken) => {
            fields.refuse_email(
                "This address belongs to a customer with an account. Please use another.",
            );
            "We can't order with this email address."
        }
        Err(NotPlaced::ShippingNotPossible) => "Please choose how it is to be sent.",
        Err(reason) => {
            tracing::info!(?reason, "a cart could not be prepared");
            "The shop can't send this order like that."
        }
    };
    page(visit, &buyer, fields, Some(words.to_owned()), REFUSED).await
}

pub(crate) async fn review(
    visit: Visit,
    Extension(shops): Extension<Shops>,
    Asked(Query(said)): Asked<Query<Said>>,
) -> Response {
    let work = async {
        let buyer = shops.at(&visit)?;
        let Some((cart, choices)) = buyer.cart_and_choices().await? else {
            return Ok(nothing_to_order(&visit));
        };
        if cart.customer.is_none() || cart.ships_by.is_none() {
            return Ok(Reply::SeeOther(visit.path("/checkout")));
        }
        let payment = choices.payment.into_iter();
        let payment = payment.map(|it| (it.code, it.name, it.description));
        Ok(Page::new("review.html", "Look it over")
            .with("cart", &ShownOrder::of(&cart, &visit))
            .with("payment", &payment.collect::<Vec<_>>())
            .with("problem", &said.words())
            .into())
    };
    visit.answer::<Reply>(work).await
}

pub(crate) async fn place(
    visit: Visit,
    Extension(shops): Extension<Shops>,
    form: Form,
) -> Response {
    visit
        .answer_keeping(&form, placed(&visit, &shops, &form))
        .await
}

async fn placed(visit: &Visit, shops: &Shops, form: &Form) -> Result<Reply, Trouble> {
    let buyer = shops.alone_at(visit).await?;
    let code = form.get("order");
    let order_page = || Reply::SeeOther(order::path(visit, code));
    // A second click, or a first one whose answer got lost.
    if buyer.has_placed(code) {
        return Ok(order_page());
    }
    let cart = buyer.shop.cart().await.map_err(buyer::trouble)?;
    let Some(cart) = cart.filter(|cart| cart.code == code) else {
        return match buyer.has_become_order(code).await.map_err(buyer::trouble)? {
            true => Ok(order_page()),
            false => Ok(Reply::SeeOther(visit.path("/cart?said=changed"))),
        };
    };
    if buyer.may_be_paying(code) {
        return Ok(Reply::SeeOther(visit.path("/cart?said=ordering")));
    }
    buyer.orders(code);
    let payment = Payment {
        method: form.get("payment").to_owned(),
        details: serde_json::json!({}),
        agreed_total: form.parse("total").unwrap_or(-1),
    };
    let ordered = buyer.shop.place_cart(&cart, &payment).await;
    buyer.keep().await;
    if is_known(&ordered) {
        buyer.pays_no_more();
    }
    match ordered {
        Ok(Ordered::Placed(order)) => {
            buyer.placed(&order.code);
            Ok(Reply::SeeOther(order::path(visit, &order.code)))
        }
        Ok(Ordered::NotPlaced { reason, .. }) => {
            tracing::info!(?reason, "an order was not placed");
            Ok(Reply::SeeOther(visit.path(said::of_order(&reason))))
        }
        Err(error) => match buyer.has_become_order(code).await {
            Ok(true) => Ok(order_page()),
            Ok(false) | Err(_) => Err(buyer::trouble(error)),
        },
    }
}

/// Whether Vendure has said what came of a payment. Where no answer of its came, it may be taken yet.
fn is_known(ordered: &Result<Ordered, ShopError>) -> bool {
    use ShopError::{ChannelNotFound, InvalidRequest, NotFound, Refused};
    matches!(
        ordered,
        Ok(_) | Err(ChannelNotFound { .. } | InvalidRequest(_) | NotFound | Refused { .. })
    )
}
