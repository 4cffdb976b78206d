//! Lists, page after page, as long as that makes sense.

use crate::Error;

/// Things asked for in one page.
pub(crate) const SIZE: u32 = 1_000;

/// Pages read at most: a server that always has another must not keep a site reading.
const MOST: usize = 20;

/// Everything of a list whose pages `read` fetches by their token.
pub(crate) async fn all<T>(
    read: impl AsyncFn(Option<String>) -> Result<(Vec<T>, Option<String>), Error>,
) -> Result<Vec<T>, Error> {
    let mut things = Vec::new();
    let mut token = None;
    for _ in 0..MOST {
        let (page, next) = read(token).await?;
        things.extend(page);
        if next.is_none() {
            return Ok(things);
        }
        token = next;
    }
    Err(Error::TooMany { pages: MOST })
}
