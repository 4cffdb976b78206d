//! The sites as their visitors meet them: real Chromium, real sites, a real server and worker.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    missing_docs
)]

mod another_contact;
mod asking;
mod beside;
mod booking_flow;
mod buying;
mod buying_flow;
mod every_page;
mod failing_back_ends;
mod failing_shop;
mod finding_a_business;
mod forms;
mod going_back;
mod https;
mod keyboard;
mod live_status;
mod lost_answers;
mod lost_orders;
mod manage_link;
mod new_site;
mod old_contract;
mod paused;
mod place;
mod practice_shop;
mod rare_pages;
mod scarce_times;
mod secrets;
mod shop;
mod time_zones;
mod vendure;
mod visitor;
mod whatever_breaks;
mod whole_program;
