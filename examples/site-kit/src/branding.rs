//! A tenant's colours, made readable.

use business_client::types::Branding;

/// Contrast of text against its background that WCAG 2.2 asks for at level AA (1.4.3), and a little
/// more, since colours are rounded.
const READABLE: f64 = 4.6;

/// Backgrounds of the light and the dark design, as `static/site.css` has them: the darker of the
/// light ones, the lighter of the dark ones.
const LIGHT: Color = Color([0xf4, 0xf5, 0xf3]);
const DARK: Color = Color([0x22, 0x27, 0x2a]);
const WHITE: Color = Color([0xff; 3]);
const INK: Color = Color([0x14, 0x18, 0x1a]);

/// Two colours a tenant goes by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Brand {
    primary: Color,
    accent: Color,
}

impl Brand {
    /// A brand of two colours, each `#rrggbb`; `None` if one isn't.
    #[must_use]
    pub fn new(primary: &str, accent: &str) -> Option<Self> {
        let color = |text: &str| Color::parse(text.strip_prefix('#')?);
        Some(Self {
            primary: color(primary)?,
            accent: color(accent)?,
        })
    }

    /// A tenant's, or a quiet one if it has none that can be read.
    #[must_use]
    pub fn of(branding: &Branding) -> Self {
        Self::new(&branding.primary_color, &branding.accent_color).unwrap_or_default()
    }

    /// The path of its style sheet: the colours themselves, so it can be kept forever.
    pub(crate) fn path(&self) -> String {
        format!(
            "/assets/brand/{}-{}.css",
            self.primary.hex(),
            self.accent.hex()
        )
    }

    /// The brand of a style sheet's file name.
    pub(crate) fn of_file(name: &str) -> Option<Self> {
        let (primary, accent) = name.strip_suffix(".css")?.split_once('-')?;
        Some(Self {
            primary: Color::parse(primary)?,
            accent: Color::parse(accent)?,
        })
    }

    /// Its style sheet: variables for light and dark, text on each readable whatever was chosen.
    pub(crate) fn style_sheet(&self) -> String {
        let light = self.variables(LIGHT, WHITE, INK, [0.1, 0.5]);
        let dark = self.variables(DARK, INK, WHITE, [0.3, 0.14]);
        format!(":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}")
    }

    /// For a background, what is near it and far from it, and how much of each colour goes into areas.
    fn variables(
        &self,
        background: Color,
        near: Color,
        far: Color,
        [primary, accent]: [f64; 2],
    ) -> String {
        let brand = self.primary.readable_on(background, far);
        let on_brand = if WHITE.contrast(brand) >= INK.contrast(brand) {
            WHITE
        } else {
            INK
        };
        let tint = near.mixed(self.primary, primary);
        let accent = near.mixed(self.accent, accent);
        format!(
            "--brand:{};--on-brand:{};--brand-tint:{};--on-tint:{};--accent:{};",
            brand.css(),
            on_brand.css(),
            tint.css(),
            brand.readable_on(tint, far).css(),
            accent.css(),
        )
    }
}

impl Default for Brand {
    fn default() -> Self {
        Self {
            primary: Color([0x2b, 0x4c, 0x7e]),
            accent: Color([0xd9, 0xe4, 0xf2]),
        }
    }
}

/// A colour of sRGB.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Color([u8; 3]);

impl Color {
    /// Six hex digits.
    fn parse(hex: &str) -> Option<Self> {
        let fits = hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
        let [_, red, green, blue] = u32::from_str_radix(hex, 16).ok()?.to_be_bytes();
        fits.then_some(Self([red, green, blue]))
    }

    fn hex(self) -> String {
        let [red, green, blue] = self.0;
        format!("{red:02x}{green:02x}{blue:02x}")
    }

    fn css(self) -> String {
        format!("#{}", self.hex())
    }

    /// Relative luminance, as WCAG 2.2 defines it.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|byte| {
            let channel = f64::from(byte) / 255.0;
            if channel <= 0.04045 {
                channel / 12.92
            } else {
                ((channel + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Contrast ratio, as WCAG 2.2 defines it: 1 to 21.
    fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// So much of `other` in this one, of 1.
    fn mixed(self, other: Self, share: f64) -> Self {
        let mut mixed = self.0;
        for (byte, other) in mixed.iter_mut().zip(other.0) {
            let value = f64::from(*byte) * (1.0 - share) + f64::from(other) * share;
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "between two bytes"
            )]
            {
                *byte = value.round() as u8;
            }
        }
        Self(mixed)
    }

    /// This colour, with as little of `far` in it as it takes to be read on a background.
    fn readable_on(self, background: Self, far: Self) -> Self {
        (0..=20)
            .map(|step| self.mixed(far, f64::from(step) / 20.0))
            .find(|color| color.contrast(background) >= READABLE)
            .unwrap_or(far)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_colours_a_tenant_chooses_its_text_can_be_read() {
        let read = |sheet: &str, name: &str| {
            let (_, rest) = sheet.split_once(&format!("--{name}:#")).unwrap();
            Color::parse(&rest[..6]).unwrap()
        };
        for primary in [
            "#ffffff", "#000000", "#ffff00", "#808080", "#2f5d62", "#ff0000",
        ] {
            let sheet = Brand::new(primary, "#c8a25d").unwrap().style_sheet();
            let (light, dark) = sheet.split_once("@media").unwrap();
            for (part, background) in [(light, LIGHT), (dark, DARK)] {
                let brand = read(part, "brand");
                for (text, on) in [
                    (brand, background),
                    (read(part, "on-brand"), brand),
                    (read(part, "on-tint"), read(part, "brand-tint")),
                ] {
                    assert!(
                        text.contrast(on) >= 4.5,
                        "{primary}: {text:?} on {on:?} in {part}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_file_name_is_two_colours_and_nothing_else() {
        let brand = Brand::new("#2f5d62", "#dfeeea").unwrap();
        let file = brand.path();
        assert_eq!(
            Brand::of_file(file.rsplit('/').next().unwrap()),
            Some(brand)
        );
        for wrong in [
            "",
            "2f5d62.css",
            "2f5d62-+feeea.css",
            "2f5d62-dfeeea0.css",
            "2f5d62-dfeeea",
        ] {
            assert_eq!(Brand::of_file(wrong), None, "{wrong}");
        }
    }
}
