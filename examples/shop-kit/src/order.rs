//! A placed order.

use site_kit::{
    Asked, Page, Trouble, Visit,
    axum::{Extension, extract::Path, response::Response},
};

use crate::{buyer, shops::Shops, shown::ShownOrder};

#[derive(serde::Deserialize)]
pub(crate) struct OrderPath {
    code: String,
}

/// The page of an order.
pub(crate) fn path(visit: &Visit, code: &str) -> String {
    visit.path(&format!("/orders/{code}"))
}

/// Shown to the visitor who placed it and to nobody else, whoever knows its code.
pub(crate) async fn show(
    visit: Visit,
    Extension(shops): Extension<Shops>,
    Asked(Path(OrderPath { code })): Asked<Path<OrderPath>>,
) -> Response {
    let work = async {
        let buyer = shops.at(&visit)?;
        if !buyer.has_placed(&code) {
            return Err(Trouble::NothingHere);
        }
        let order = buyer.shop.placed(&code).await.map_err(buyer::trouble)?;
        let order = order.ok_or(Trouble::NothingHere)?;
        Ok(Page::new("order.html", "Thank you").with("order", &ShownOrder::of(&order, &visit)))
    };
    visit.answer(work).await
}
