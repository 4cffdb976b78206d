//! What serde calls the parts of a type.

use std::collections::BTreeMap;

use syn::{
    Attribute, Expr, ExprLit, Fields, ItemEnum, Lit, Meta, MetaNameValue, Token,
    punctuated::Punctuated,
};

use super::{Shape, number};

/// serde's attributes on one thing.
#[derive(Clone, Debug, Default)]
pub(super) struct Naming {
    rename: Option<String>,
    rename_all: Option<String>,
    rename_all_fields: Option<String>,
    tag: Option<String>,
    skip: bool,
    opaque: bool,
}

impl Naming {
    pub(super) fn of(attributes: &[Attribute]) -> Self {
        let mut naming = Self::default();
        for meta in attributes
            .iter()
            .filter(|attribute| attribute.path().is_ident("serde"))
            .filter_map(|attribute| {
                attribute
                    .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
                    .ok()
            })
            .flatten()
        {
            let name = meta.path().get_ident().map(ToString::to_string);
            let value = match &meta {
                Meta::NameValue(pair) => text(&pair.value),
                _ => None,
            };
            match name.as_deref() {
                Some("rename") => naming.rename = value,
                Some("rename_all") => naming.rename_all = value,
                Some("rename_all_fields") => naming.rename_all_fields = value,
                Some("tag") => naming.tag = value,
                Some("skip") => naming.skip = true,
                Some("flatten" | "untagged" | "content" | "transparent" | "from" | "into") => {
                    naming.opaque = true;
                }
                _ => {}
            }
        }
        naming
    }
}

/// The properties of named fields and their lines; `None` if they can't be told.
pub(super) fn properties(fields: &Fields, outer: &Naming) -> Option<BTreeMap<String, usize>> {
    if outer.opaque {
        return None;
    }
    let mut found = BTreeMap::new();
    for field in fields {
        let naming = Naming::of(&field.attrs);
        if naming.opaque {
            return None;
        }
        let ident = field.ident.as_ref()?;
        if naming.skip {
            continue;
        }
        let plain = ident.to_string().trim_start_matches("r#").to_owned();
        let name = naming
            .rename
            .unwrap_or_else(|| field_case(&plain, outer.rename_all.as_deref()));
        found.insert(name, number(ident));
    }
    Some(found)
}

/// The values of an enum, or the members of a tagged union.
pub(super) fn members(found: &ItemEnum) -> Shape {
    let outer = Naming::of(&found.attrs);
    if outer.opaque {
        return Shape::Unknown;
    }
    let mut values = BTreeMap::new();
    let mut unions = BTreeMap::new();
    for variant in &found.variants {
        let naming = Naming::of(&variant.attrs);
        if naming.skip {
            continue;
        }
        let name = naming.rename.clone().unwrap_or_else(|| {
            variant_case(&variant.ident.to_string(), outer.rename_all.as_deref())
        });
        let line = number(&variant.ident);
        match (&outer.tag, &variant.fields) {
            (None, Fields::Unit) => {
                values.insert(name, line);
            }
            (Some(tag), fields @ (Fields::Named(_) | Fields::Unit)) => {
                let own = Naming {
                    rename_all: naming.rename_all.or(outer.rename_all_fields.clone()),
                    ..Naming::default()
                };
                let Some(mut properties) = properties(fields, &own) else {
                    return Shape::Unknown;
                };
                properties.insert(tag.clone(), line);
                unions.insert(name, (line, properties));
            }
            _ => return Shape::Unknown,
        }
    }
    match outer.tag {
        Some(_) => Shape::Members(unions),
        None => Shape::Values(values),
    }
}

/// Method and path of a published endpoint.
pub(super) fn endpoint(attributes: &[Attribute]) -> Option<(String, String)> {
    let attribute = attributes.iter().find(|attribute| {
        attribute
            .path()
            .segments
            .last()
            .is_some_and(|last| last.ident == "endpoint")
    })?;
    let pairs = attribute
        .parse_args_with(Punctuated::<MetaNameValue, Token![,]>::parse_terminated)
        .ok()?;
    let value = |name: &str| {
        pairs
            .iter()
            .find(|pair| pair.path.is_ident(name))
            .map(|pair| &pair.value)
    };
    if let Some(Expr::Lit(ExprLit {
        lit: Lit::Bool(unpublished),
        ..
    })) = value("unpublished")
        && unpublished.value
    {
        return None;
    }
    let Expr::Path(method) = value("method")? else {
        return None;
    };
    Some((method.path.get_ident()?.to_string(), text(value("path")?)?))
}

fn text(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) => Some(text.value()),
        _ => None,
    }
}

fn field_case(name: &str, rule: Option<&str>) -> String {
    let mut words = name.split('_');
    match rule {
        Some("camelCase") => {
            let first = words.next().unwrap_or_default().to_owned();
            words.fold(first, |name, word| name + &capitalized(word))
        }
        Some("PascalCase") => words.map(capitalized).collect(),
        Some("kebab-case") => name.replace('_', "-"),
        _ => name.to_owned(),
    }
}

fn variant_case(name: &str, rule: Option<&str>) -> String {
    let separated = |separator: char| {
        let mut out = String::new();
        for (index, letter) in name.chars().enumerate() {
            if index > 0 && letter.is_uppercase() {
                out.push(separator);
            }
            out.extend(letter.to_lowercase());
        }
        out
    };
    match rule {
        Some("snake_case") => separated('_'),
        Some("kebab-case") => separated('-'),
        Some("lowercase") => name.to_lowercase(),
        Some("camelCase") => {
            let mut letters = name.chars();
            letters
                .next()
                .map(|first| first.to_lowercase().collect::<String>() + letters.as_str())
                .unwrap_or_default()
        }
        _ => name.to_owned(),
    }
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}
