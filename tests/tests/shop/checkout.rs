//! From a cart to a placed order.

use business_client::shop::{
    Address, Customer, Delivery, NotPlaced, Order, Ordered, Payment, Shop,
};
use serde_json::json;

use crate::shop;

async fn with_in_cart(tenant: &str, product: &str) -> Shop {
    let shop = shop(tenant).await;
    let product = shop.product(product).await.unwrap().unwrap();
    assert_eq!(
        shop.add(&product.variants[0].id, 1).await.unwrap().problem,
        None
    );
    shop
}

/// Chooses the first of everything, and agrees to the total.
async fn prepared(shop: &Shop, email: &str) -> Payment {
    let choices = shop.checkout_choices().await.unwrap();
    let delivery = Delivery {
        customer: Customer {
            first_name: "Kim".to_owned(),
            last_name: "Berger".to_owned(),
            email: email.to_owned(),
        },
        address: Address {
            street: "12 Orchard Street".to_owned(),
            street_2: None,
            postal_code: "10002".to_owned(),
            city: "New York".to_owned(),
            country: choices.countries[0].code.clone(),
        },
        shipping_method: choices.shipping[0].id.clone(),
    };
    let cart = shop
        .prepare(&delivery)
        .await
        .unwrap()
        .expect("it can be sent");
    Payment {
        method: choices.payment[0].code.clone(),
        details: json!({}),
        agreed_total: cart.total.gross,
    }
}

fn placed(ordered: Ordered) -> Order {
    match ordered {
        Ordered::Placed(order) => *order,
        other @ Ordered::NotPlaced { .. } => panic!("not placed: {other:?}"),
    }
}

#[tokio::test]
async fn a_guest_places_an_order_and_reads_it_again() {
    let shop = with_in_cart("kiln-and-clay", "salt-pig").await;
    match shop
        .place_order(&Payment {
            method: String::new(),
            details: json!({}),
            agreed_total: 0,
        })
        .await
        .unwrap()
    {
        Ordered::NotPlaced {
            reason: NotPlaced::NotPrepared,
            cart: Some(_),
        } => {}
        other => panic!("nobody said who orders: {other:?}"),
    }
    let payment = prepared(&shop, "kim@example.com").await;
    let order = placed(shop.place_order(&payment).await.unwrap());
    assert!(order.is_paid && !order.is_cart, "{order:?}");
    assert_eq!(order.total.gross, payment.agreed_total);
    assert_eq!(order.customer.as_ref().unwrap().email, "kim@example.com");
    assert!(
        order.ships_to.contains(&"12 Orchard Street".to_owned()),
        "{:?}",
        order.ships_to
    );
    assert!(order.ships_by.is_some());

    assert_eq!(shop.cart().await.unwrap(), None, "the cart is used up");
    let later = shop.for_visitor(shop.cart_token().await);
    assert_eq!(
        later.placed(&order.code).await.unwrap(),
        Some(order.clone())
    );
    let elsewhere = crate::shop("stillwater").await;
    let found = elsewhere.placed(&order.code).await.unwrap();
    assert_eq!(found, None, "no other shop knows it");

    match shop.place_order(&payment).await.unwrap() {
        Ordered::NotPlaced {
            reason: NotPlaced::EmptyCart,
            cart: None,
        } => {}
        other => panic!("the second click placed another order: {other:?}"),
    }
}

#[tokio::test]
async fn a_declined_payment_leaves_a_cart_that_can_be_changed_and_ordered() {
    let shop = with_in_cart("stillwater", "before-the-exam").await;
    let agreed = prepared(&shop, "declined@example.com").await;
    let declined = Payment {
        details: json!({ "shouldDecline": true }),
        ..agreed.clone()
    };
    match shop.place_order(&declined).await.unwrap() {
        Ordered::NotPlaced {
            reason: NotPlaced::PaymentDeclined,
            cart: Some(cart),
        } => {
            assert_eq!(cart.pieces, 1);
        }
        other => panic!("{other:?}"),
    }
    let cart = shop.cart().await.unwrap().unwrap();
    let changed = shop.adjust(&cart.lines[0].id, 2).await.unwrap();
    assert_eq!((changed.problem, changed.cart.unwrap().pieces), (None, 2));

    match shop.place_order(&agreed).await.unwrap() {
        Ordered::NotPlaced {
            reason: NotPlaced::TotalChanged,
            ..
        } => {}
        other => panic!("the customer agreed to another total: {other:?}"),
    }
    let agreed = prepared(&shop, "declined@example.com").await;
    assert_eq!(placed(shop.place_order(&agreed).await.unwrap()).pieces, 2);
}

#[tokio::test]
async fn the_last_piece_is_sold_once() {
    // Three stones, two carts of two: whoever comes second is told, and nothing is charged.
    let (one, two) = (shop("stillwater").await, shop("stillwater").await);
    let stone = one.product("palm-stone").await.unwrap().unwrap().variants[0]
        .id
        .clone();
    for shop in [&one, &two] {
        assert_eq!(shop.add(&stone, 2).await.unwrap().problem, None);
    }
    let first = prepared(&one, "first@example.com").await;
    let second = prepared(&two, "second@example.com").await;
    placed(one.place_order(&first).await.unwrap());
    match two.place_order(&second).await.unwrap() {
        Ordered::NotPlaced {
            cart: Some(cart), ..
        } => assert!(!cart.is_paid, "{cart:?}"),
        other => panic!("sold what isn't there: {other:?}"),
    }
}
