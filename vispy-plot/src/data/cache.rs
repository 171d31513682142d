//! Where data are kept that can be made again.

use std::path::PathBuf;

/// The folder for data that can be made again, such as the extremes of long signals in files: `vispy` in the user's cache
/// folder, or what the variable `VISPY_CACHE` of the environment names. `None` where there is none, and where that variable is
/// empty: then nothing is kept.
///
/// ```
/// if let Some(folder) = vispy_plot::data::cache_folder() {
///     println!("{} may be removed at any time", folder.display());
/// }
/// ```
pub fn cache_folder() -> Option<PathBuf> {
    match std::env::var_os("VISPY_CACHE") {
        Some(folder) => (!folder.is_empty()).then(|| folder.into()),
        None => dirs::cache_dir().map(|folder| folder.join("vispy")),
    }
}
