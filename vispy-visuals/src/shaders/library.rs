//! The built-in snippets, embedded in the crate, and libraries of a user's own.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    sync::{LazyLock, OnceLock},
};

use super::{
    ComposeError, ComposeErrorKind, Snippet,
    error::{closest, did_you_mean},
    snippet::required,
};

/// Writes the table of embedded files: each path once, relative to `vispy-visuals/shaders/`.
macro_rules! embedded {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../shaders/", $path)))),*]
    };
}

/// Every built-in snippet: its full path and its text.
const EMBEDDED: &[(&str, &str)] = embedded![
    "lib/antialias/box_coverage.glsl",
    "lib/antialias/fill_coverage.glsl",
    "lib/antialias/outlined_color.glsl",
    "lib/antialias/rounded_box_distance.glsl",
    "lib/antialias/stroke_coverage.glsl",
    "lib/arrowheads/angle.glsl",
    "lib/arrowheads/angle_30.glsl",
    "lib/arrowheads/angle_60.glsl",
    "lib/arrowheads/angle_90.glsl",
    "lib/arrowheads/curved.glsl",
    "lib/arrowheads/inhibitor_round.glsl",
    "lib/arrowheads/stealth.glsl",
    "lib/arrowheads/triangle_30.glsl",
    "lib/arrowheads/triangle_60.glsl",
    "lib/arrowheads/triangle_90.glsl",
    "lib/color/hsl_from_rgb.glsl",
    "lib/color/hsv_from_rgb.glsl",
    "lib/color/hue.glsl",
    "lib/color/lab_from_rgb.glsl",
    "lib/color/luminance.glsl",
    "lib/color/oklab_from_rgb.glsl",
    "lib/color/rgb_from_hsl.glsl",
    "lib/color/rgb_from_hsv.glsl",
    "lib/color/rgb_from_lab.glsl",
    "lib/color/rgb_from_oklab.glsl",
    "lib/color/srgb_decode.glsl",
    "lib/color/srgb_encode.glsl",
    "lib/colormaps/colormap_lookup.glsl",
    "lib/device/position_from_px.glsl",
    "lib/device/quad_corner.glsl",
    "lib/device/row.glsl",
    "lib/device/vertex_texel.glsl",
    "lib/filters/alpha.glsl",
    "lib/filters/clip_planes.glsl",
    "lib/filters/color_filter.glsl",
    "lib/filters/color_function.glsl",
    "lib/filters/filter_value.glsl",
    "lib/filters/isoline_coverage.glsl",
    "lib/filters/isoline_luminance.glsl",
    "lib/filters/isoline_value.glsl",
    "lib/filters/pass_filter_values.glsl",
    "lib/filters/picking_id.glsl",
    "lib/filters/rect_clip.glsl",
    "lib/filters/z_colormap.glsl",
    "lib/interpolation/bessel_weight.glsl",
    "lib/interpolation/bicubic_weight.glsl",
    "lib/interpolation/bilinear_weight.glsl",
    "lib/interpolation/blackman_weight.glsl",
    "lib/interpolation/catrom_weight.glsl",
    "lib/interpolation/gaussian_weight.glsl",
    "lib/interpolation/hamming_weight.glsl",
    "lib/interpolation/hanning_weight.glsl",
    "lib/interpolation/hermite_weight.glsl",
    "lib/interpolation/kaiser_weight.glsl",
    "lib/interpolation/lanczos_weight.glsl",
    "lib/interpolation/mitchell_weight.glsl",
    "lib/interpolation/nearest_weight.glsl",
    "lib/interpolation/quadric_weight.glsl",
    "lib/interpolation/sinc_weight.glsl",
    "lib/interpolation/spline16_weight.glsl",
    "lib/interpolation/spline36_weight.glsl",
    "lib/lighting/blinn_phong.glsl",
    "lib/lighting/lambert.glsl",
    "lib/lighting/lit_color.glsl",
    "lib/lighting/phong.glsl",
    "lib/markers/arrow.glsl",
    "lib/markers/asterisk.glsl",
    "lib/markers/chevron.glsl",
    "lib/markers/clobber.glsl",
    "lib/markers/clover.glsl",
    "lib/markers/club.glsl",
    "lib/markers/cross.glsl",
    "lib/markers/cross_lines.glsl",
    "lib/markers/diamond.glsl",
    "lib/markers/disc.glsl",
    "lib/markers/ellipse.glsl",
    "lib/markers/hbar.glsl",
    "lib/markers/heart.glsl",
    "lib/markers/infinity.glsl",
    "lib/markers/pin.glsl",
    "lib/markers/ring.glsl",
    "lib/markers/spade.glsl",
    "lib/markers/square.glsl",
    "lib/markers/star.glsl",
    "lib/markers/tag.glsl",
    "lib/markers/tailed_arrow.glsl",
    "lib/markers/triangle_down.glsl",
    "lib/markers/triangle_up.glsl",
    "lib/markers/vbar.glsl",
    "lib/markers/x.glsl",
    "lib/math/box_distance.glsl",
    "lib/math/hash.glsl",
    "lib/math/hash_2d.glsl",
    "lib/math/not_a_number.glsl",
    "lib/math/pi.glsl",
    "lib/math/polygon_distance.glsl",
    "lib/math/polygon_side.glsl",
    "lib/math/scale_translate.glsl",
    "lib/math/segment_distance.glsl",
    "lib/math/sinc.glsl",
    "lib/transforms/azimuthal_equal_area_imap.glsl",
    "lib/transforms/azimuthal_equal_area_map.glsl",
    "lib/transforms/azimuthal_equidistant_imap.glsl",
    "lib/transforms/azimuthal_equidistant_map.glsl",
    "lib/transforms/chain_map.glsl",
    "lib/transforms/hammer_imap.glsl",
    "lib/transforms/hammer_map.glsl",
    "lib/transforms/lens.glsl",
    "lib/transforms/log_map.glsl",
    "lib/transforms/magnify_1d_imap.glsl",
    "lib/transforms/magnify_1d_map.glsl",
    "lib/transforms/magnify_imap.glsl",
    "lib/transforms/magnify_map.glsl",
    "lib/transforms/matrix_map.glsl",
    "lib/transforms/null_map.glsl",
    "lib/transforms/polar_imap.glsl",
    "lib/transforms/polar_map.glsl",
    "lib/transforms/sphere.glsl",
    "lib/transforms/st_imap.glsl",
    "lib/transforms/st_map.glsl",
    "lib/transforms/symlog_imap.glsl",
    "lib/transforms/symlog_map.glsl",
    "lib/transforms/web_mercator_imap.glsl",
    "lib/transforms/web_mercator_map.glsl",
    "visuals/area/main.frag.glsl",
    "visuals/area/main.vert.glsl",
    "visuals/box/inside_rounded.glsl",
    "visuals/box/inside_sharp.glsl",
    "visuals/box/main.frag.glsl",
    "visuals/box/main.vert.glsl",
    "visuals/colored_line/layer.frag.glsl",
    "visuals/colored_line/layer.vert.glsl",
    "visuals/colored_line/segment.frag.glsl",
    "visuals/colored_line/segment.vert.glsl",
    "visuals/coverage/main.frag.glsl",
    "visuals/coverage/main.vert.glsl",
    "visuals/glyphs/main.frag.glsl",
    "visuals/glyphs/main.vert.glsl",
    "visuals/image/color_rgba.glsl",
    "visuals/image/color_scalar.glsl",
    "visuals/image/main.frag.glsl",
    "visuals/image/main.vert.glsl",
    "visuals/image/sample_kernel_color.glsl",
    "visuals/image/sample_kernel_value.glsl",
    "visuals/image/sample_linear_color.glsl",
    "visuals/image/sample_linear_value.glsl",
    "visuals/image/sample_nearest.glsl",
    "visuals/image/value_at.glsl",
    "visuals/line/cap_butt.glsl",
    "visuals/line/cap_round.glsl",
    "visuals/line/cap_square.glsl",
    "visuals/line/coverage.frag.glsl",
    "visuals/line/join_bevel.glsl",
    "visuals/line/join_miter.glsl",
    "visuals/line/join_round.glsl",
    "visuals/line/joined.vert.glsl",
    "visuals/line/joined_coverage.glsl",
    "visuals/line/round.vert.glsl",
    "visuals/line/round_coverage.glsl",
    "visuals/markers/item_edge.glsl",
    "visuals/markers/item_face.glsl",
    "visuals/markers/item_shape.glsl",
    "visuals/markers/main.frag.glsl",
    "visuals/markers/one_of.glsl",
    "visuals/markers/paint_edge.glsl",
    "visuals/markers/paint_face.glsl",
    "visuals/markers/pass_direction.glsl",
    "visuals/markers/pass_edge.glsl",
    "visuals/markers/pass_symbol.glsl",
    "visuals/markers/place_marker.glsl",
    "visuals/markers/quad.vert.glsl",
    "visuals/markers/row_edge.glsl",
    "visuals/markers/row_face.glsl",
    "visuals/markers/row_shape.glsl",
    "visuals/markers/sprite.vert.glsl",
    "visuals/markers/turned.glsl",
    "visuals/markers/unpack_color.glsl",
];

static BUILT_IN: LazyLock<Library> = LazyLock::new(|| {
    let mut library = Library { entries: BTreeMap::new() };
    for (path, text) in EMBEDDED {
        library.add(path, *text);
    }
    library
});

/// Returns a built-in snippet by its full path, parsed at its first use.
///
/// # Errors
///
/// `MissingSnippet` if there is no such file.
///
/// # Example
///
/// ```
/// use vispy_visuals::shaders::library;
///
/// let coverage = library::snippet("lib/antialias/stroke_coverage.glsl")?;
/// assert!(coverage.source().contains("float stroke_coverage("));
/// # Ok::<(), vispy_visuals::shaders::ComposeError>(())
/// ```
pub fn snippet(path: &str) -> Result<Snippet, ComposeError> {
    BUILT_IN.snippet(path)
}

/// Returns the paths of the built-in snippets, in alphabetical order.
pub fn paths() -> impl Iterator<Item = &'static str> {
    EMBEDDED.iter().map(|(path, _)| *path)
}

/// What the parser finds in the built-in snippets, encoded: the contents of `shaders/parsed.bin`, which builds without the
/// feature `parser` compose from. For the tool that writes that file.
///
/// # Errors
///
/// What is wrong with a snippet.
#[cfg(feature = "parser")]
pub fn parsed_table() -> Result<Vec<u8>, ComposeError> {
    super::table::write()
}

/// Snippets by path, parsed at their first use, that can require each other and the built-in ones.
///
/// # Example
///
/// ```
/// use vispy_visuals::shaders::library::Library;
///
/// let mut mine = Library::new();
/// mine.add("mine/tau.glsl", "const float TAU = 6.283185307;");
/// mine.add("mine/wave.glsl", "// requires: mine/tau.glsl\nfloat wave(float x) { return sin(TAU * x); }");
/// assert_eq!(mine.snippet("mine/wave.glsl")?.requires().len(), 1);
/// # Ok::<(), vispy_visuals::shaders::ComposeError>(())
/// ```
#[derive(Debug, Default)]
pub struct Library {
    entries: BTreeMap<String, Entry>,
}

#[derive(Debug)]
struct Entry {
    source: Cow<'static, str>,
    snippet: OnceLock<Result<Snippet, ComposeError>>,
}

impl Library {
    /// Makes an empty library.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text under a path, or replaces the text of this path.
    pub fn add(&mut self, path: &str, source: impl Into<Cow<'static, str>>) {
        // Whoever requires the path has the old text in its parsed form.
        for entry in self.entries.values_mut() {
            entry.snippet = OnceLock::new();
        }
        let entry = Entry { source: source.into(), snippet: OnceLock::new() };
        self.entries.insert(path.to_owned(), entry);
    }

    /// Returns whether this library itself has a path.
    pub fn contains(&self, path: &str) -> bool {
        self.entries.contains_key(path)
    }

    /// Returns a snippet of this library, or else the built-in one of this path.
    ///
    /// # Errors
    ///
    /// - `MissingSnippet` if neither has the path.
    /// - `Cycle` if snippets require each other in a circle.
    /// - What [`Snippet::new`] reports.
    pub fn snippet(&self, path: &str) -> Result<Snippet, ComposeError> {
        self.load(path, &mut Vec::new())
    }

    fn load(&self, path: &str, chain: &mut Vec<String>) -> Result<Snippet, ComposeError> {
        let Some((name, entry)) = self.entries.get_key_value(path) else {
            if !std::ptr::eq(self, &raw const *BUILT_IN) {
                if BUILT_IN.contains(path) {
                    return BUILT_IN.snippet(path);
                }
                let mut known: Vec<&str> = paths().collect();
                known.extend(self.entries.keys().map(String::as_str));
                return Err(missing(path, &known));
            }
            return Err(missing(path, &paths().collect::<Vec<_>>()));
        };
        if let Some(known) = entry.snippet.get() {
            return known.clone();
        }
        if let Some(first) = chain.iter().position(|known| known == path) {
            let mut chain = chain.split_off(first);
            chain.push(path.to_owned());
            let error = ComposeError::from(ComposeErrorKind::Cycle { chain });
            return Err(error.help("move what they share into a snippet that requires neither"));
        }
        chain.push(name.clone());
        let requires: Result<Vec<Snippet>, ComposeError> = required(name, &entry.source)
            .into_iter()
            .map(|line| self.load(&line.path, chain).map_err(|error| line.explain(error)))
            .collect();
        chain.pop();
        let result = requires.and_then(|requires| Snippet::with_requires(name, &entry.source, requires));
        entry.snippet.get_or_init(|| result).clone()
    }
}

/// Makes the error for a path that nobody has, with the one that may have been meant: one that ends like it, or a near one.
fn missing(path: &str, known: &[&str]) -> ComposeError {
    fn file(path: &str) -> &str {
        let file = path.rsplit('/').next().unwrap_or(path);
        file.strip_suffix(".glsl").unwrap_or(file)
    }
    let all = || known.iter().copied();
    let same_file = all().find(|known| file(known) == file(path));
    let folder = |path: &str| path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
    let near_file = || {
        let mut same_folder = all().filter(|known| folder(known) == folder(path));
        same_folder.find(|known| closest(file(path), [file(known)]).is_some())
    };
    let meant = same_file.or_else(near_file);
    let help = "a path is full, from the root of the library: `lib/math/pi.glsl` for example";
    ComposeError::from(ComposeErrorKind::MissingSnippet { name: path.to_owned() })
        .help(did_you_mean(meant, help))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_snippet_parses() {
        for path in paths() {
            let snippet = snippet(path).unwrap_or_else(|error| panic!("{error}"));
            assert!(snippet.source().starts_with("// "), "{path} needs a header comment");
        }
    }

    #[test]
    fn a_replaced_text_reaches_those_who_require_it() {
        let mut library = Library::new();
        library.add("a.glsl", "const float A = 1.0;");
        library.add("b.glsl", "// requires: a.glsl\nfloat b() { return A; }");
        let before = library.snippet("b.glsl").unwrap();
        library.add("a.glsl", "const float A = 2.0;");
        let after = library.snippet("b.glsl").unwrap();
        assert_ne!(before, after);
    }
}
