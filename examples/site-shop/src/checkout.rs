//! From the cart to a placed order: who and where to, then what it comes to and how it is paid.

use std::{collections::BTreeMap, sync::Arc};

use business_client::shop::{
    Address, CheckoutChoices, Customer, Delivery, NotPlaced, Ordered, Payment,
};
use serde::Serialize;
use site_kit::{
    Form, Page, Reply, Trouble, Visit,
    axum::{
        Extension,
        extract::{Query, Request},
        http::StatusCode,
        response::Response,
    },
    money,
};

use crate::{
    shops::{self, Buyer, Shops},
    shown::ShownOrder,
};

const LONGEST: usize = 200;

/// Fields that have to be something, and what is said if they aren't.
const NEEDED: [(&str, &str); 6] = [
    ("first_name", "Please tell us your first name."),
    ("last_name", "Please tell us your last name."),
    (
        "email",
        "Please give an email address, such as kim@example.com.",
    ),
    ("street", "Please give street and number."),
    ("postal_code", "Please give the postal code."),
    ("city", "Please give the town."),
];

/// A field, as it was typed, and what is wrong with it.
#[derive(Default, Serialize)]
struct Typed {
    value: String,
    error: Option<&'static str>,
}

#[derive(Serialize)]
struct Fields {
    first_name: Typed,
    last_name: Typed,
    email: Typed,
    street: Typed,
    street_2: Typed,
    postal_code: Typed,
    city: Typed,
    country: String,
    shipping: String,
}

#[derive(Serialize)]
struct Shipping {
    id: String,
    name: String,
    description: String,
    price: String,
}

impl Fields {
    fn of(form: &Form) -> Self {
        Self::read(|name| form.get(name).to_owned())
    }

    /// As they were kept, or empty.
    fn kept(kept: &str) -> Self {
        let kept: BTreeMap<String, String> = serde_json::from_str(kept).unwrap_or_default();
        Self::read(|name| kept.get(name).cloned().unwrap_or_default())
    }

    /// For when the visitor comes back to change something.
    fn keep(&self) -> String {
        let fields = [
            ("first_name", &self.first_name.value),
            ("last_name", &self.last_name.value),
            ("email", &self.email.value),
            ("street", &self.street.value),
            ("street_2", &self.street_2.value),
            ("postal_code", &self.postal_code.value),
            ("city", &self.city.value),
            ("country", &self.country),
            ("shipping", &self.shipping),
        ];
        serde_json::json!(BTreeMap::from(fields)).to_string()
    }

    fn read(value: impl Fn(&str) -> String) -> Self {
        let short = |name: &str| value(name).chars().take(LONGEST).collect::<String>();
        let typed = |name: &str| Typed {
            value: short(name),
            error: None,
        };
        Self {
            first_name: typed("first_name"),
            last_name: typed("last_name"),
            email: typed("email"),
            street: typed("street"),
            street_2: typed("street_2"),
            postal_code: typed("postal_code"),
            city: typed("city"),
            country: short("country"),
            shipping: short("shipping"),
        }
    }

    fn field(&mut self, name: &str) -> Option<&mut Typed> {
        Some(match name {
            "first_name" => &mut self.first_name,
            "last_name" => &mut self.last_name,
            "email" => &mut self.email,
            "street" => &mut self.street,
            "postal_code" => &mut self.postal_code,
            "city" => &mut self.city,
            _ => return None,
        })
    }

    /// Marks what is missing; says whether nothing is.
    fn check(&mut self) -> bool {
        let mut is_whole = true;
        for (name, words) in NEEDED {
            if let Some(field) = self.field(name) {
                let fits = match name {
                    "email" => is_email(&field.value),
                    _ => !field.value.is_empty(),
                };
                if !fits {
                    field.error = Some(words);
                    is_whole = false;
                }
            }
        }
        is_whole
    }

    fn delivery(&self) -> Delivery {
        Delivery {
            customer: Customer {
                first_name: self.first_name.value.clone(),
                last_name: self.last_name.value.clone(),
                email: self.email.value.clone(),
            },
            address: Address {
                street: self.street.value.clone(),
                street_2: Some(self.street_2.value.clone()).filter(|it| !it.is_empty()),
                postal_code: self.postal_code.value.clone(),
                city: self.city.value.clone(),
                country: self.country.clone(),
            },
            shipping_method: self.shipping.clone(),
        }
    }
}

/// Something, an `@`, and something with a dot in it; a message tells the rest.
fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && host.contains('.')
            && !host.ends_with('.')
            && !text.contains(char::is_whitespace)
    })
}

pub(crate) async fn ask(visit: Visit, Extension(shops): Extension<Arc<Shops>>) -> Response {
    let work = async {
        let buyer = shops.at(&visit)?;
        let fields = Fields::kept(&buyer.delivery().unwrap_or_default());
        page(&visit, &buyer, fields, None).await
    };
    visit.answer(work).await
}

async fn page(
    visit: &Visit,
    buyer: &Buyer<'_>,
    fields: Fields,
    problem: Option<&str>,
) -> Result<Reply, Trouble> {
    let (cart, choices) = tokio::join!(buyer.shop.cart(), buyer.shop.checkout_choices());
    buyer.keep().await;
    let cart = cart
        .map_err(shops::trouble)?
        .filter(|cart| !cart.lines.is_empty());
    let Some(cart) = cart else {
        return Ok(Reply::SeeOther(visit.path("/cart?said=empty")));
    };
    let CheckoutChoices {
        countries,
        shipping,
        ..
    } = choices.map_err(shops::trouble)?;
    let includes_tax = cart.prices_include_tax;
    let shipping = shipping.into_iter().map(|it| Shipping {
        id: it.id,
        name: it.name,
        description: it.description,
        price: match it.price.gross {
            0 => "Free".to_owned(),
            _ => money::hundredths(it.price.told(includes_tax), &cart.currency),
        },
    });
    let shipping: Vec<_> = shipping.collect();
    let countries: Vec<_> = countries.into_iter().map(|it| (it.code, it.name)).collect();
    let has_errors = problem.is_some();
    let status = match has_errors {
        true => StatusCode::UNPROCESSABLE_ENTITY,
        false => StatusCode::OK,
    };
    Ok(Page::new("checkout.html", "Checkout")
        .status(status)
        .with("fields", &fields)
        .with("problem", &problem)
        .with("countries", &countries)
        .with("shipping", &shipping)
        .with("cart", &ShownOrder::of(&cart, visit))
        .with("cart_pieces", &cart.pieces)
        .into())
}

pub(crate) async fn prepare(
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
        let mut fields = Fields::of(&form);
        if !fields.check() {
            let words = "Something is missing. Please look at the marked fields.";
            return page(&visit, &buyer, fields, Some(words)).await;
        }
        let prepared = buyer.shop.prepare(&fields.delivery()).await;
        buyer.keep().await;
        match prepared.map_err(shops::trouble)? {
            Ok(_) => {
                buyer.keep_delivery(fields.keep());
                Ok(Reply::SeeOther(visit.path("/checkout/review")))
            }
            Err(NotPlaced::EmptyCart) => Ok(Reply::SeeOther(visit.path("/cart?said=empty"))),
            Err(NotPlaced::EmailTaken) => {
                fields.email.error =
                    Some("This address belongs to a customer with an account. Please use another.");
                page(
                    &visit,
                    &buyer,
                    fields,
                    Some("We can't order with this email address."),
                )
                .await
            }
            Err(NotPlaced::ShippingNotPossible) => {
                page(
                    &visit,
                    &buyer,
                    fields,
                    Some("Please choose how it is to be sent."),
                )
                .await
            }
            Err(reason) => {
                tracing::info!(?reason, "a cart could not be prepared");
                page(
                    &visit,
                    &buyer,
                    fields,
                    Some("The shop can't send this order like that."),
                )
                .await
            }
        }
    };
    visit.answer_keeping(&form, work).await
}

/// What became of the order.
#[derive(Default, serde::Deserialize)]
pub(crate) struct Said {
    #[serde(default)]
    said: String,
}

pub(crate) async fn review(
    visit: Visit,
    Extension(shops): Extension<Arc<Shops>>,
    Query(said): Query<Said>,
) -> Response {
    let work = async {
        let buyer = shops.at(&visit)?;
        let (cart, choices) = tokio::join!(buyer.shop.cart(), buyer.shop.checkout_choices());
        buyer.keep().await;
        let cart = cart
            .map_err(shops::trouble)?
            .filter(|cart| !cart.lines.is_empty());
        let Some(cart) = cart else {
            return Ok(Reply::SeeOther(visit.path("/cart?said=empty")));
        };
        if cart.customer.is_none() || cart.ships_by.is_none() {
            return Ok(Reply::SeeOther(visit.path("/checkout")));
        }
        let payment = choices.map_err(shops::trouble)?.payment;
        let payment: Vec<_> = payment
            .into_iter()
            .map(|it| (it.code, it.name, it.description))
            .collect();
        let problem = match said.said.as_str() {
            "declined" => Some(
                "The payment was declined. Nothing was charged; please try again or pay another way.",
            ),
            "payment" => Some("Please choose how you pay."),
            "changed" => Some("The total has changed. Please look it over before you order."),
            "refused" => Some(
                "The shop could not take the order: something may have been sold meanwhile. Please look over your cart.",
            ),
            _ => None,
        };
        Ok(Page::new("review.html", "Look it over")
            .with("cart", &ShownOrder::of(&cart, &visit))
            .with("payment", &payment)
            .with("problem", &problem)
            .with("cart_pieces", &cart.pieces)
            .into())
    };
    visit.answer::<Reply>(work).await
}

pub(crate) async fn order(
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
        let code = form.get("order");
        // A second click, or a first one whose answer got lost.
        if buyer.has_placed(code) {
            return Ok(Reply::SeeOther(visit.path(&format!("/orders/{code}"))));
        }
        let payment = Payment {
            method: form.get("payment").to_owned(),
            details: serde_json::json!({}),
            agreed_total: form.parse("total").unwrap_or(-1),
        };
        let cart = buyer.shop.cart().await.map_err(shops::trouble)?;
        let own = cart.filter(|cart| cart.code == code);
        let order_page = || Reply::SeeOther(visit.path(&format!("/orders/{code}")));
        if own.is_none() {
            return match buyer.has_become_order(code).await.map_err(shops::trouble)? {
                true => Ok(order_page()),
                false => Ok(Reply::SeeOther(visit.path("/cart?said=changed"))),
            };
        }
        buyer.orders(code);
        let ordered = buyer.shop.place_order(&payment).await;
        buyer.keep().await;
        let said = match ordered {
            Ok(Ordered::Placed(order)) => {
                buyer.placed(&order.code);
                return Ok(Reply::SeeOther(
                    visit.path(&format!("/orders/{}", order.code)),
                ));
            }
            Ok(Ordered::NotPlaced { reason, .. }) => reason,
            Err(error) => {
                return match buyer.has_become_order(code).await {
                    Ok(true) => Ok(order_page()),
                    Ok(false) | Err(_) => Err(shops::trouble(error)),
                };
            }
        };
        let path = match said {
            NotPlaced::EmptyCart => "/cart?said=empty",
            NotPlaced::NotPrepared | NotPlaced::ShippingNotPossible | NotPlaced::EmailTaken => {
                "/checkout"
            }
            NotPlaced::TotalChanged => "/checkout/review?said=changed",
            NotPlaced::PaymentDeclined => "/checkout/review?said=declined",
            NotPlaced::PaymentNotPossible => "/checkout/review?said=payment",
            reason => {
                tracing::info!(?reason, "an order was not taken");
                "/checkout/review?said=refused"
            }
        };
        Ok(Reply::SeeOther(visit.path(path)))
    };
    visit.answer_keeping::<Reply>(&form, work).await
}
