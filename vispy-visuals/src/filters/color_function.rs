//! Colours by a function of one's own.

use glam::DVec2;

use super::{Filter, Seen, Site, reading};
use crate::error::{Error, Result};
use crate::shaders::{Function, GlslType, Snippet};
use crate::view::View;

/// Colours a visual by a function of one's own: each pixel by where its centre is. Position: 4.
///
/// The function is GLSL, `vec4 name(vec4 color, vec2 position)`. `color` is what the visual draws there, with straight alpha 1;
/// `position` is in the visual's frame, counted from the [origin](Self::with_origin), in single precision. It returns an
/// sRGB colour with straight alpha, which is multiplied into the visual's own opacity.
///
/// ```
/// use vispy_visuals::filters::ColorFunction;
///
/// let stripes = ColorFunction::new(
///     "my/stripes.glsl",
///     "vec4 stripes(vec4 color, vec2 position) {
///         return fract(position.x) < 0.5 ? color : vec4(1.0, 0.5, 0.0, 1.0);
///     }",
/// )?;
/// let error = ColorFunction::new("my/wrong.glsl", "float wrong(float x) { return x; }").unwrap_err();
/// assert!(error.to_string().contains("expected vec4 name(vec4 color, vec2 position), got float(float)"));
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct ColorFunction {
    function: Function,
    origin: DVec2,
}

impl ColorFunction {
    /// Colours by the function of a GLSL text: `main`, else the one with the name of the file, else the last. `name` is what
    /// messages call the text. To read it takes the feature `parser`.
    ///
    /// # Errors
    /// `Compose` with the line and the place when the text is wrong; `Data` when the function is not of that kind.
    pub fn new(name: &str, text: &str) -> Result<Self> {
        let snippet = Snippet::new(name, text.to_owned())?;
        Self::check(&snippet)?;
        Ok(Self { function: Function::new(&snippet), origin: DVec2::ZERO })
    }

    /// Colours by a function whose placeholders are bound.
    ///
    /// # Errors
    /// `Data` when it is not of the kind that [`new`](Self::new) takes.
    pub fn of(function: Function) -> Result<Self> {
        Self::check(function.snippet())?;
        Ok(Self { function, origin: DVec2::ZERO })
    }

    /// What the frame of the visual counts from: it is added to positions. Default: 0.
    #[must_use]
    pub fn with_origin(self, origin: DVec2) -> Self {
        Self { origin, ..self }
    }

    fn check(snippet: &Snippet) -> Result<()> {
        let entry = snippet.entry_types();
        if entry == Some((GlslType::Vec4, vec![GlslType::Vec4, GlslType::Vec2])) {
            return Ok(());
        }
        let found = entry.map_or_else(
            || "none, or one with types of its own".to_owned(),
            |(returns, takes)| {
                let takes: Vec<&str> = takes.iter().map(|ty| ty.name()).collect();
                format!("{}({})", returns.name(), takes.join(", "))
            },
        );
        let what = format!("the function of {}", snippet.name());
        Err(Error::data(&what, "vec4 name(vec4 color, vec2 position)", found))
    }

    /// Positions of the centres of all pixels along x and along y.
    fn table(&self, view: &View, values: &mut Vec<[f32; 4]>) {
        let clip = view.clip;
        let low = DVec2::new(f64::from(clip.x), f64::from(clip.y));
        // A width is far below the 2^24 that a float holds exactly.
        values.push([1.0, low.x as f32, low.y as f32, clip.width.div_ceil(4) as f32]);
        for (axis, length) in [clip.width, clip.height].into_iter().enumerate() {
            let middle = low + DVec2::new(f64::from(clip.width), f64::from(clip.height)) / 2.0;
            let place = |index: u32| {
                let mut pixel = middle;
                pixel[axis] = low[axis] + f64::from(index) + 0.5;
                let place = view.imap(pixel)[axis] + self.origin[axis];
                // What is beyond the reach of numbers is as far away as they go.
                if place.is_nan() { 0.0 } else { place.clamp(-1e30, 1e30) as f32 }
            };
            values.extend((0..length.div_ceil(4)).map(|group| [0, 1, 2, 3].map(|k| place(4 * group + k))));
        }
    }
}

impl Filter for ColorFunction {
    fn position(&self) -> i32 {
        4
    }

    fn variant(&self) -> u64 {
        // Half of a good hash is one too.
        self.function.fingerprint() as u64
    }

    fn hook(&self, site: &Site<'_>) -> Result<(&'static str, Function)> {
        let color = reading("color_function", site)?;
        Ok(("fragment_post", color.bind("color_at", self.function.clone())?))
    }

    fn values(&self, seen: &Seen<'_>, values: &mut Vec<[f32; 4]>) -> Result<()> {
        let view = seen.view;
        if view.keeps_axes() {
            self.table(view, values);
            return Ok(());
        }
        let Some(affine) = view.affine() else {
            let expected = "a view that keeps lines straight, or x and y apart";
            return Err(Error::data("function of positions", expected, "one that bends both"));
        };
        let back = affine.inverse();
        let clip = view.clip;
        let middle = DVec2::new(
            f64::from(clip.x) + f64::from(clip.width) / 2.0,
            f64::from(clip.y) + f64::from(clip.height) / 2.0,
        );
        let at = back.transform_point2(middle) + self.origin;
        let [first, second] = [0, 1].map(|axis| back.matrix2.row(axis));
        values.push([0.0; 4]);
        values.push([first.x, first.y, second.x, second.y].map(|value| value as f32));
        values.push([middle.x, middle.y, at.x, at.y].map(|value| value as f32));
        Ok(())
    }
}
