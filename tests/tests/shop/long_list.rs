//! A list says of every product what stands for a service and what is in stock, however many of either there are.

use std::{collections::HashMap, fmt::Write as _, time::Duration};

use business_client::shop::{Card, Search, Shop, Sort};
use scheduler_tests::vendure::Admin;
use serde_json::{Value, json};

use crate::{folder, shop, vendure};

/// More than Vendure tells at once.
const MANY: usize = 103;
const CHANNEL: &str = "long-list";

fn service(number: usize) -> String {
    format!("0197a3c4-62d8-7b21-9d33-{number:012}")
}

#[tokio::test]
async fn more_than_a_hundred_services_and_sold_out_products_are_each_told_as_such() {
    let admin = Admin::login(vendure().await, &folder("vendure")).await;
    let shelf = open_channel(&admin).await;
    // Services with so many seats and all of them gone are both at once.
    let products = add_products(&admin).await;
    let (mug, services) = products.split_last().unwrap();
    let mut variants: Vec<_> = services.iter().map(|id| variant(id, None)).collect();
    variants.extend(
        add_glazes(&admin, mug)
            .await
            .map(|glaze| variant(mug, Some(glaze))),
    );
    let made = admin
        .ask(
            CHANNEL,
            "mutation($input: [CreateProductVariantInput!]!) { made: createProductVariants(input: $input) { id } }",
            json!({ "input": variants }),
        )
        .await;
    let shop = shop(CHANNEL).await;
    let cards = all_cards(&shop).await;
    assert!(!cards["mug"].in_stock, "both of its glazes are sold out");
    for number in 0..MANY {
        let card = &cards[&format!("service-{number}")];
        let told = card.service.map(|it| it.to_string());
        assert_eq!(told, Some(service(number)), "{card:?} is booked");
        assert!(!card.in_stock, "{card:?} is sold out");
    }

    let second = &made["made"].as_array().unwrap().last().unwrap()["id"];
    admin
        .ask(
            CHANNEL,
            "mutation($input: [UpdateProductVariantInput!]!) { updateProductVariants(input: $input) { id } }",
            json!({ "input": [{ "id": second, "stockLevels": [{ "stockLocationId": shelf, "stockOnHand": 3 }] }] }),
        )
        .await;
    let cards = all_cards(&shop).await;
    assert!(cards["mug"].in_stock, "one of its glazes is there again");
    assert_eq!(cards["mug"].service, None);
}

/// Every page of the list, once Vendure's search knows all of it.
async fn all_cards(shop: &Shop) -> HashMap<String, Card> {
    let mut cards = HashMap::new();
    let search = Search::new().sort(Sort::Name).page_size(52);
    for _ in 0..600 {
        cards.clear();
        for page in 1..=2 {
            let listing = shop.products(&search.clone().page(page)).await.unwrap();
            cards.extend(listing.cards.into_iter().map(|it| (it.slug.clone(), it)));
        }
        if cards.len() == MANY + 1 {
            return cards;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the list has {} products in the end", cards.len());
}

/// A shop of its own, with nothing in it yet; where it has its stock.
async fn open_channel(admin: &Admin) -> Value {
    let told = admin
        .ask(
            "kiln-and-clay",
            "{ activeChannel { defaultTaxZone { id } } }",
            json!({}),
        )
        .await;
    let zone = &told["activeChannel"]["defaultTaxZone"]["id"];
    let channel = json!({
        "code": CHANNEL,
        "token": CHANNEL,
        "defaultLanguageCode": "en",
        "pricesIncludeTax": false,
        "defaultCurrencyCode": "USD",
        "availableCurrencyCodes": ["USD"],
        "defaultTaxZoneId": zone,
        "defaultShippingZoneId": zone,
    });
    admin
        .ask(
            "kiln-and-clay",
            "mutation($input: CreateChannelInput!) { createChannel(input: $input) { ... on Channel { id } } }",
            json!({ "input": channel }),
        )
        .await;
    let mut made = admin
        .ask(
            CHANNEL,
            "mutation { made: createStockLocation(input: { name: \"Shelf\" }) { id } }",
            json!({}),
        )
        .await;
    made["made"]["id"].take()
}

/// The services, and a mug; their ids.
async fn add_products(admin: &Admin) -> Vec<Value> {
    let product = |slug: &str, service: Option<String>| {
        json!({
            "enabled": true,
            "translations": [{ "languageCode": "en", "name": slug, "slug": slug, "description": "" }],
            "customFields": { "serviceId": service },
        })
    };
    let mut inputs: Vec<_> = (0..MANY)
        .map(|number| product(&format!("service-{number}"), Some(service(number))))
        .collect();
    inputs.push(product("mug", None));
    let (mut takes, mut does, mut variables) = (String::new(), String::new(), json!({}));
    for (number, input) in inputs.into_iter().enumerate() {
        let _ = write!(takes, "$p{number}: CreateProductInput!, ");
        let _ = write!(
            does,
            "p{number}: createProduct(input: $p{number}) {{ id }} "
        );
        variables[format!("p{number}")] = input;
    }
    let query = format!("mutation({takes}) {{ {does} }}");
    let mut made = admin.ask(CHANNEL, &query, variables).await;
    (0..=MANY)
        .map(|number| made[format!("p{number}")]["id"].take())
        .collect()
}

/// What a mug comes in: the ids of both.
async fn add_glazes(admin: &Admin, mug: &Value) -> impl Iterator<Item = Value> {
    let glaze = |name: &str| json!({ "code": name, "translations": [{ "languageCode": "en", "name": name }] });
    let group = json!({
        "code": "glaze",
        "translations": [{ "languageCode": "en", "name": "Glaze" }],
        "options": [glaze("celadon"), glaze("oatmeal")],
    });
    let made = admin
        .ask(
            CHANNEL,
            "mutation($input: CreateProductOptionGroupInput!) { group: createProductOptionGroup(input: $input) { id options { id } } }",
            json!({ "input": group }),
        )
        .await;
    let group = &made["group"];
    admin
        .ask(
            CHANNEL,
            "mutation($mug: ID!, $group: ID!) { addOptionGroupToProduct(productId: $mug, optionGroupId: $group) { id } }",
            json!({ "mug": mug, "group": group["id"] }),
        )
        .await;
    let options = group["options"].as_array().unwrap().clone();
    options.into_iter().map(|it| it["id"].clone())
}

/// What can be bought of a product, and is sold out.
fn variant(product: &Value, option: Option<Value>) -> Value {
    let sku = format!("{CHANNEL}-{product}-{option:?}");
    json!({
        "productId": product,
        "enabled": true,
        "sku": sku,
        "price": 4_500,
        "optionIds": Vec::from_iter(option),
        "trackInventory": "TRUE",
        "translations": [{ "languageCode": "en", "name": sku }],
    })
}
