//! Sources that tests write for cargo to build. What is there already is left as it is, age and all, so that cargo
//! compiles what changed and nothing else.

use std::{fs, path::Path};

/// Writes a file, unless it has this text.
///
/// # Panics
/// When it can't be written.
pub fn write(file: &Path, text: &str) {
    if fs::read_to_string(file).is_ok_and(|present| present == text) {
        return;
    }
    let folder = file.parent().expect("a file stands in a folder");
    fs::create_dir_all(folder).expect("a folder can be made");
    fs::write(file, text).expect("a file can be written");
}

/// Copies a folder, but for what is generated in it.
///
/// # Panics
/// When something in it can't be read or written.
pub fn copy_handwritten(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("sources can be read") {
        let path = entry.expect("sources can be read").path();
        let target = to.join(path.file_name().expect("an entry has a name"));
        match path.is_dir() {
            true if path.ends_with("generated") => {}
            true => copy_handwritten(&path, &target),
            false => write(
                &target,
                &fs::read_to_string(&path).expect("sources are text"),
            ),
        }
    }
}
