//! Lists, page after page, as long as that makes sense.

use crate::Error;

/// Things asked for in one page.
pub(crate) const SIZE: u32 = 1_000;

/// Pages read at most: a server that always has another must not keep a site reading.
const MOST: usize = 20;

/// Everything of a list whose pages `read` fetches by their token.
///
/// `read` is no `AsyncFn`, whose futures a web framework could not be shown to be `Send`.
pub(crate) async fn all<T, Reading>(
    read: impl Fn(Option<String>) -> Reading,
) -> Result<Vec<T>, Error>
where
    Reading: Future<Output = Result<(Vec<T>, Option<String>), Error>>,
{
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
