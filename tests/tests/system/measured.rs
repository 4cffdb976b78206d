//! What is measured has the values it should: requests, their times, the queue and its age.

use scheduler_tests::{System, metrics::value};

#[tokio::test]
async fn requests_are_counted_and_timed_by_operation_and_class_of_status() {
    let system = System::start().await;
    let kim = system.customer("kim@example.com").await;
    for _ in 0..3 {
        assert_eq!(kim.call("booking_list").send().await.status(), 200);
    }
    for _ in 0..2 {
        assert_eq!(kim.call("booking_view").send().await.status(), 404);
    }
    let page = system.metrics().await;
    let counted = |operation: &str, status: &str| {
        let series =
            format!("nexus_requests_total{{operation=\"{operation}\",status=\"{status}\"}}");
        value(&page, &series)
    };
    assert_eq!(counted("booking_list", "2xx"), Some(3.0));
    assert_eq!(counted("booking_list", "4xx"), None);
    assert_eq!(counted("booking_view", "4xx"), Some(2.0));
    let timed = |what: &str, labels: &str| {
        let series = format!("nexus_request_duration_seconds_{what}{{{labels}}}");
        value(&page, &series).unwrap_or_else(|| panic!("{series} stands in {page}"))
    };
    let list = "operation=\"booking_list\"";
    assert_eq!(timed("count", list), 3.0);
    assert_eq!(timed("bucket", &format!("le=\"+Inf\",{list}")), 3.0);
    let together = timed("sum", list);
    assert!(together > 0.0 && together < 60.0, "in seconds: {together}");
}

#[tokio::test]
async fn every_process_tells_how_long_the_oldest_message_waits() {
    let mut system = System::configured().on_postgres().start().await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    // Given no worker, and a confirmation that should have left an hour ago.
    system.worker_operations_url().await;
    system.worker.terminate();
    assert!(system.worker.ended().await.success());
    let kim = system.customer("kim@example.com").await;
    assert_eq!(kim.book(&service, &slots[0]).await.status(), 201);
    let database = system.database().await;
    database
        .execute("UPDATE jobs SET due_at = due_at - 3600000000 WHERE kind = 'confirmation'")
        .await;

    // A process measures when it starts.
    let measured = async || {
        let api = system.start_api().await;
        let page = tokio::time::timeout(scheduler_tests::process::HANG, async {
            loop {
                let page = system.metrics_at(&api.operations_url).await;
                if page.contains("nexus_jobs{") {
                    return page;
                }
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            }
        });
        page.await.expect("the queue is measured")
    };
    let in_state =
        |page: &str, state: &str| value(page, &format!("nexus_jobs{{state=\"{state}\"}}"));
    let page = measured().await;
    let age = value(&page, "nexus_jobs_oldest_due_seconds").unwrap();
    assert!((3600.0..3700.0).contains(&age), "an hour: {age}");
    for (state, count) in [
        ("due", 1.0),
        ("later", 2.0),
        ("handing_over", 0.0),
        ("dead", 0.0),
    ] {
        assert_eq!(in_state(&page, state), Some(count), "{state}");
    }

    let _worker = system.start_worker();
    system.until_nothing_is_due().await;
    let page = measured().await;
    assert_eq!(value(&page, "nexus_jobs_oldest_due_seconds"), Some(0.0));
    assert_eq!(in_state(&page, "due"), Some(0.0));
}
