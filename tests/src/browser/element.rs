//! Where things are on a page, by what a person calls them.

/// A field by its label, which may hold more than that: a hint, an error.
pub(super) fn field(label: &str) -> String {
    let labelled = format!(
        "//label[starts-with(normalize-space(.), {})]",
        quoted(label)
    );
    let kinds = "*[self::input or self::select or self::textarea]";
    format!("//{kinds}[@id = {labelled}/@for] | {labelled}//{kinds}")
}

/// A button by its name.
pub(super) fn button(name: &str) -> String {
    let name = quoted(name);
    format!(
        "//button[normalize-space(.)={name} or @aria-label={name}] | //input[@type='submit' and @value={name}]"
    )
}

/// A link by its name.
pub(super) fn link(name: &str) -> String {
    let name = quoted(name);
    format!("//a[@href and (normalize-space(.)={name} or @aria-label={name})]")
}

fn quoted(text: &str) -> String {
    assert!(!text.contains('"'), "XPath has no escapes: {text}");
    format!("\"{text}\"")
}
