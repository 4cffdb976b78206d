//! A process that has lost a part of itself.

use std::time::Duration;

use scheduler_server::server;

use crate::world::World;

/// A worker that is gone in a process that lives on would send nothing, and look well.
#[tokio::test]
async fn a_part_that_breaks_off_tells_the_process_to_stop() {
    let world = World::at("2027-06-01T08:00:00Z").await;
    let part = server::keep_beside(&world.app, "a part", async {
        panic!("a fault of the program's");
    });
    let told = server::until_told_to_stop(&world.app);
    let told = tokio::time::timeout(Duration::from_secs(60), told).await;
    let broken = told.expect("the process is told").unwrap_err();
    assert!(
        broken.to_string().contains("start the process again"),
        "{broken}"
    );
    part.await.unwrap();
    // Also if it was told to stop already.
    assert!(server::unbroken(&world.app).is_err());
}
