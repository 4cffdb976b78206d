//! A practice's small shop on its own site.

use reqwest::header::CACHE_CONTROL;

use crate::place::{HYPNO, HYPNO_WITH_SHOP, Place};

#[tokio::test]
async fn pictures_are_the_sites_own_and_kept_by_browsers() {
    let place = Place::open(HYPNO_WITH_SHOP).await;
    let http = &place.system.http;
    let page = http.get(place.page("/shop")).send().await.unwrap();
    let page = page.text().await.unwrap();
    let path = page.split("<img src=\"/pictures").nth(1).unwrap();
    let path = path.split('"').next().unwrap();
    let picture = http.get(place.page(&format!("/pictures{path}")));
    let picture = picture.send().await.unwrap();
    assert_eq!(picture.status(), 200);
    let kept = picture.headers()[CACHE_CONTROL].to_str().unwrap();
    assert!(kept.contains("immutable"), "{kept}");
    let first = picture.bytes().await.unwrap();
    assert!(!first.is_empty());
}

#[tokio::test]
async fn without_a_shop_there_is_no_trace_of_one() {
    let place = Place::open(HYPNO).await;
    let http = &place.system.http;
    for path in ["/", "/services", "/sign-in"] {
        let page = http.get(place.page(path)).send().await.unwrap();
        let page = page.text().await.unwrap();
        assert!(
            page.contains("Stillwater"),
            "{path} is a page of the practice's"
        );
        for trace in ["/shop", "/cart", "For at home"] {
            assert!(!page.contains(trace), "{path} says {trace}: {page}");
        }
    }
    for path in ["/shop", "/cart", "/checkout", "/products/before-the-exam"] {
        let answer = http.get(place.page(path)).send().await.unwrap();
        assert_eq!(answer.status(), 404, "{path}");
    }
}
