//! From a search to a placed order, on each site that sells: by keys alone and without script.

use scheduler_tests::browser::Window;

use crate::{
    place::{HYPNO_WITH_SHOP, Kind, Place, SHOP},
    shop::DELIVERY,
    vendure,
    visitor::{Manner, Visitor},
};

/// What is looked for and what that leaves out, and two of the shop's ways to send it.
struct Wish {
    term: &'static str,
    left_out: &'static str,
    sent_by: [&'static str; 2],
}

#[tokio::test]
async fn everybody_finds_and_orders_in_the_shop() {
    let wish = Wish {
        term: "vase",
        left_out: "Dinner plate",
        sent_by: ["Pick up at the studio", "Ground, well padded"],
    };
    everybody_orders(SHOP, &wish).await;
}

#[tokio::test]
async fn everybody_finds_and_orders_on_the_practices_site() {
    let wish = Wish {
        term: "exam",
        left_out: "Sleep, gently",
        sent_by: ["Download", "Letter post"],
    };
    everybody_orders(HYPNO_WITH_SHOP, &wish).await;
}

async fn everybody_orders(kind: Kind, wish: &Wish) {
    let place = Place::open(kind).await;
    for (manner, last_name) in [
        (Manner::Keyboard, "Keys"),
        (Manner::WithoutScript, "Scriptless"),
    ] {
        let visitor = Visitor::at_phone(&place.browser, manner).await;
        fills_a_cart(&place, &visitor, wish).await;
        orders(&place, &visitor, wish, last_name).await;
    }
}

/// From the shop's front to two pieces in the cart.
async fn fills_a_cart(place: &Place, visitor: &Visitor, wish: &Wish) {
    let (_, name) = place.kind.product;
    let window = &visitor.window;
    window.visit(&place.page(place.kind.front)).await;
    window.see(wish.left_out).await;
    visitor.skip_to_content().await;
    visitor.fill("Search", wish.term).await;
    visitor.press("Show").await;
    window.see_gone(wish.left_out).await;
    visitor.follow(name).await;
    window.see("Add to cart").await;
    visitor.press("Add to cart").await;
    window.see("Your cart").await;
    visitor.fill(&format!("Quantity of {name}"), "2").await;
    visitor.press(&format!("Update {name}")).await;
    in_the_header(window, "2").await;
    visitor.follow("My appointments").await;
    window.see("You need no account.").await;
    in_the_header(window, "2").await;
    visitor.follow("Cart 2 in it").await;
    window.see("Your cart").await;
    let quantity = window.value_of(&format!("Quantity of {name}")).await;
    assert_eq!(quantity, "2");
}

/// From the cart to a placed order.
async fn orders(place: &Place, visitor: &Visitor, wish: &Wish, last_name: &str) {
    let window = &visitor.window;
    visitor.follow("Go to checkout").await;
    window.see("Who orders").await;
    visitor.press("Look it over").await;
    window.see("Something is missing.").await;
    let email = format!("{}@example.com", last_name.to_lowercase());
    for (at, (label, text)) in DELIVERY.into_iter().enumerate() {
        let own = match label {
            "Last name" => last_name,
            "Email" => &email,
            _ => text,
        };
        match at {
            // Whoever is told that something is missing is where it is.
            0 => visitor.go_on_in(label, own).await,
            _ => visitor.fill(label, own).await,
        }
    }
    let [first, second] = wish.sent_by;
    visitor.choose(first, second).await;
    visitor.press("Look it over").await;
    window.see("How you pay").await;
    window.see(second).await;
    visitor.submit("Order and pay").await;
    window.see("Your order is placed.").await;
    window.see("12 Canal Street").await;
    window.see("× 2").await;
    assert!(count(window).await.is_none(), "it is ordered");
    let paid = vendure::orders(place.kind.tenant, last_name).await;
    assert_eq!(paid, [["Settled"]]);
}

/// Every page says how much is in the cart.
async fn in_the_header(window: &Window, pieces: &str) {
    window.see(&format!("Cart {pieces}")).await;
    assert_eq!(count(window).await.as_deref(), Some(pieces));
}

/// How much the header says is in the cart, if it says so.
async fn count(window: &Window) -> Option<String> {
    let counts = window.texts("header .count").await;
    let shown = counts.into_iter().find(|count| !count.is_empty())?;
    shown.split_whitespace().next().map(str::to_owned)
}
