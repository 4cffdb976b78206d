//! Filling a cart, and being told when that isn't possible.

use business_client::shop::{Error, Problem, Shop};

use crate::shop;

async fn variant(shop: &Shop, product: &str, index: usize) -> String {
    shop.product(product).await.unwrap().unwrap().variants[index]
        .id
        .clone()
}

#[tokio::test]
async fn a_cart_is_filled_changed_and_emptied_across_requests() {
    let shop = shop("kiln-and-clay").await;
    assert_eq!(shop.cart().await.unwrap(), None);
    assert_eq!(shop.cart_token().await, None, "who only looks has no cart");

    let mug = variant(&shop, "morning-mug", 0).await;
    let vase = variant(&shop, "bud-vase", 0).await;
    assert_eq!(shop.add(&mug, 2).await.unwrap().problem, None);
    let cart = shop.add(&vase, 1).await.unwrap().cart.unwrap();
    assert_eq!((cart.pieces, cart.goods.net), (3, 2 * 3_400 + 2_900));
    assert_eq!(cart.total.gross, cart.goods.gross + cart.shipping.gross);

    // The visitor's next request, with what the site kept.
    let later = shop.for_visitor(shop.cart_token().await);
    let line = &cart.lines[0];
    assert_eq!(
        (line.product_slug.as_str(), line.quantity),
        ("morning-mug", 2)
    );
    let cart = later.adjust(&line.id, 5).await.unwrap().cart.unwrap();
    assert_eq!(cart.lines[0].quantity, 5);
    let cart = later.remove(&line.id).await.unwrap().cart.unwrap();
    assert_eq!(cart.lines.len(), 1);
    let again = later.remove(&line.id).await.unwrap();
    assert_eq!(
        (again.problem, again.cart.unwrap().lines.len()),
        (None, 1),
        "gone already"
    );

    let other = shop.for_visitor(None);
    assert_eq!(
        other.cart().await.unwrap(),
        None,
        "another visitor has another cart"
    );
}

#[tokio::test]
async fn insufficient_stock_is_told_and_the_cart_is_what_vendure_made_of_it() {
    let shop = shop("kiln-and-clay").await;
    let teapot = variant(&shop, "teapot-for-two", 0).await;
    let changed = shop.add(&teapot, 9).await.unwrap();
    assert_eq!(
        changed.problem,
        Some(Problem::InsufficientStock { available: 2 })
    );
    let cart = changed.cart.expect("a part was added");
    assert_eq!(cart.lines[0].quantity, 2);

    let changed = shop.adjust(&cart.lines[0].id, 7).await.unwrap();
    assert!(matches!(
        changed.problem,
        Some(Problem::InsufficientStock { .. })
    ));
    assert_eq!(changed.cart.unwrap().lines[0].quantity, 2);

    let oatmeal = variant(&shop, "morning-mug", 2).await;
    let changed = shop.add(&oatmeal, 1).await.unwrap();
    assert_eq!(
        changed.problem,
        Some(Problem::InsufficientStock { available: 0 })
    );
}

#[tokio::test]
async fn another_shops_variant_cannot_be_bought_here() {
    let stillwater = shop("stillwater").await;
    for product in ["palm-stone", "before-the-exam"] {
        let foreign = variant(&stillwater, product, 0).await;
        let barbers = shop("northside-barbers").await;
        let told = match barbers.add(&foreign, 1).await {
            Ok(changed) => changed.problem.is_some(),
            Err(Error::NotFound | Error::Refused { .. }) => true,
            Err(error) => panic!("{error}"),
        };
        assert!(told, "{product} was sold by another shop");
        let cart = barbers.cart().await.unwrap();
        assert!(cart.is_none_or(|cart| cart.lines.is_empty()));
    }
}

#[tokio::test]
async fn what_is_booked_can_not_be_bought() {
    let shop = shop("kiln-and-clay").await;
    let lesson = variant(&shop, "private-lesson", 0).await;
    let changed = shop.add(&lesson, 1).await.unwrap();
    assert!(
        matches!(changed.problem, Some(Problem::NotAllowed { .. })),
        "{changed:?}"
    );
    assert!(changed.cart.is_none_or(|cart| cart.lines.is_empty()));
}

#[tokio::test]
async fn a_garbled_cart_token_is_replaced_by_the_newest() {
    let shop = shop("stillwater").await;
    let garbled = serde_json::from_str("\"not-a-token-of-anybody\"").unwrap();
    let visitor = shop.for_visitor(Some(garbled));
    let before = visitor.cart_token().await;
    let stone = variant(&visitor, "evening-notebook", 0).await;
    let cart = visitor
        .add(&stone, 1)
        .await
        .unwrap()
        .cart
        .expect("a cart is begun");
    assert_eq!(cart.pieces, 1);
    assert_ne!(visitor.cart_token().await, before);
}
