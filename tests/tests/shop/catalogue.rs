//! What a shop shows, and what it doesn't.

use business_client::shop::{Search, Sort, Stock};

use crate::shop;

#[tokio::test]
async fn each_channel_shows_its_own_products_and_nobody_elses() {
    let mut seen = Vec::new();
    for (tenant, currency, count) in [
        ("stillwater", "EUR", 9),
        ("kiln-and-clay", "USD", 15),
        ("northside-barbers", "NPR", 7),
    ] {
        let all = Search::new().page_size(100);
        let listing = shop(tenant).await.products(&all).await.unwrap();
        assert_eq!(listing.terms.currency, currency);
        assert_eq!(
            (listing.total, listing.cards.len()),
            (count, usize::try_from(count).unwrap())
        );
        seen.extend(listing.cards.into_iter().map(|card| (tenant, card.slug)));
    }
    let mut slugs: Vec<_> = seen.iter().map(|(_, slug)| slug).collect();
    slugs.sort();
    slugs.dedup();
    assert_eq!(slugs.len(), seen.len(), "no product in two shops");

    let barbers = shop("northside-barbers").await;
    assert_eq!(
        barbers.product("morning-mug").await.unwrap(),
        None,
        "a mug of another shop"
    );
    let found = barbers.products(&Search::new().term("mug")).await.unwrap();
    assert_eq!(found.total, 0, "{found:?}");
}

#[tokio::test]
async fn a_search_narrows_by_word_facet_and_stock_and_pages() {
    let shop = shop("kiln-and-clay").await;

    let first = shop
        .products(&Search::new().sort(Sort::Name))
        .await
        .unwrap();
    let second = shop
        .products(&Search::new().sort(Sort::Name).page(2))
        .await
        .unwrap();
    assert_eq!(
        (first.cards.len(), second.cards.len(), first.pages),
        (12, 3, 2)
    );
    let names: Vec<_> = first
        .cards
        .iter()
        .chain(&second.cards)
        .map(|it| &it.name)
        .collect();
    assert!(names.is_sorted(), "{names:?}");

    let kind = first.facets.iter().find(|it| it.name == "Kind").unwrap();
    let tools = kind.values.iter().find(|it| it.name == "Tools").unwrap();
    let narrowed = shop.products(&Search::new().with(&tools.id)).await.unwrap();
    assert_eq!((tools.count, narrowed.total), (2, 2));

    let word = shop.products(&Search::new().term("teapot")).await.unwrap();
    assert_eq!(word.cards[0].slug, "teapot-for-two");
    assert_eq!(word.cards[0].from.net, 12_800);
    assert!(word.cards[0].from.tax() > 0, "{:?}", word.cards[0].from);

    let mug = &shop
        .products(&Search::new().term("mug"))
        .await
        .unwrap()
        .cards[0];
    assert!(mug.in_stock, "one glaze is sold out, the mug isn't");
    let barbers = crate::shop("northside-barbers").await;
    let everything = barbers.products(&Search::new()).await.unwrap();
    let brush = everything
        .cards
        .iter()
        .find(|it| it.slug == "shaving-brush");
    assert!(!brush.unwrap().in_stock, "{brush:?}");
    let available = barbers
        .products(&Search::new().only_in_stock(true))
        .await
        .unwrap();
    assert_eq!(available.total, everything.total - 1);

    let glazes = first.facets.iter().find(|it| it.name == "Glaze").unwrap();
    let oatmeal = glazes
        .values
        .iter()
        .find(|it| it.name == "Oatmeal")
        .unwrap();
    let both = Search::new().with(&oatmeal.id).with(&tools.id);
    assert_eq!(
        shop.products(&both).await.unwrap().total,
        0,
        "tools have no glaze"
    );
}

#[tokio::test]
async fn a_product_tells_its_variants_their_stock_and_the_service_it_stands_for() {
    let shop = shop("kiln-and-clay").await;
    let mug = shop.product("morning-mug").await.unwrap().unwrap();
    assert_eq!(mug.service, None);
    let stock: Vec<_> = mug
        .variants
        .iter()
        .map(|it| (it.options[0].1.as_str(), &it.stock))
        .collect();
    assert_eq!(
        stock,
        [
            ("Celadon", &Stock::In),
            ("Tenmoku", &Stock::In),
            ("Oatmeal", &Stock::Out)
        ]
    );

    let class = shop.product("wheel-class").await.unwrap().unwrap();
    let id = class.service.expect("a wheel class is booked").to_string();
    assert_eq!(id, "0197a3c4-62d8-7b21-9d33-0c58f1a6e001");
    let listing = shop
        .products(&Search::new().term("wheel class"))
        .await
        .unwrap();
    assert_eq!(
        listing.cards[0].service, class.service,
        "a list tells it too"
    );
}
