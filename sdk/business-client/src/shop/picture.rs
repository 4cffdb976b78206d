//! Pictures of products, for a site that serves them itself: then Vendure needs no address that visitors can reach.

use reqwest::header::CONTENT_TYPE;

use super::{Error, Image, Shop, transport::failed};

const LARGEST_PICTURE: usize = 1 << 20;
const LONGEST_PATH: usize = 200;
/// Where Vendure's asset server has them.
const FOLDER: &str = "/assets/";

/// A picture, as it is.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// `image/webp` or another kind of picture that holds no script.
    pub media_type: &'static str,
    /// All of it.
    pub bytes: Vec<u8>,
}

impl Image {
    /// Its path among Vendure's assets, for [`Shop::picture`]; `None` if it is kept elsewhere.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        let (_, path) = self.url.split_once(FOLDER)?;
        is_path(path).then_some(path)
    }
}

impl Shop {
    /// A picture by its [`Image::path`], cut to a square of so many pixels.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the path is none, or there is no such picture; that Vendure can't answer.
    pub async fn picture(&self, path: &str, side: u16) -> Result<Picture, Error> {
        if !is_path(path) {
            return Err(Error::NotFound);
        }
        let base = self.url.trim_end_matches("/shop-api");
        let url = format!("{base}{FOLDER}{path}?w={side}&h={side}&mode=crop&format=webp&q=82");
        let request = self.http.get(url).timeout(self.patience);
        let answer = request.send().await;
        let answer = answer.map_err(|error| failed(&error, self.patience))?;
        match answer.status().as_u16() {
            200 => {}
            404 => return Err(Error::NotFound),
            status => return Err(Error::Unavailable { status }),
        }
        let told = answer.headers().get(CONTENT_TYPE);
        let told = told.and_then(|it| it.to_str().ok()).unwrap_or_default();
        let media_type = ["image/webp", "image/png", "image/jpeg", "image/avif"]
            .into_iter()
            .find(|kind| told.starts_with(kind))
            .ok_or(Error::NotFound)?;
        let bytes = Self::read(answer, LARGEST_PICTURE, self.patience).await?;
        Ok(Picture { media_type, bytes })
    }
}

/// A path below a folder, and never out of it.
fn is_path(path: &str) -> bool {
    let fits = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
    };
    path.len() <= LONGEST_PATH && path.split('/').all(fits)
}

#[cfg(test)]
mod tests {
    use super::is_path;

    #[test]
    fn a_path_leads_to_a_picture_and_nowhere_else() {
        assert!(is_path("preview/0e/session__preview.svg.png"));
        for path in [
            "",
            "/",
            "a//b",
            "../admin-api",
            "a/../b",
            ".env",
            "a?w=9",
            "a%2f",
            "a b",
            "http:",
        ] {
            assert!(!is_path(path), "{path}");
        }
    }
}
