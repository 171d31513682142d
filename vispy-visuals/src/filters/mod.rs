//! Filters: changes of what a visual draws, pixel by pixel, that go with every visual and with each other.
//!
//! | filter | what it does | position |
//! | --- | --- | --- |
//! | [`RectClip`] | keeps what is inside of a rectangle | 1 |
//! | [`ClipPlanes`] | keeps what is on the inner side of lines | 1 |
//! | [`ZColormap`] | colours by a coordinate | 3 |
//! | [`ColorFunction`] | colours by a function of one's own of the position | 4 |
//! | [`Alpha`] | makes more transparent | 5 |
//! | [`Isoline`] | draws lines of equal value over an image, or of equal luminance over anything | 6 |
//! | [`ColorFilter`] | changes colours by a matrix | 8 |
//! | [`PickingId`] | draws a number instead of colours | 10 |
//!
//! [`Filters`] are attached to a visual ([`Filtered`]), by a visual to its parts ([`DrawContext::filtered`](crate::visual::DrawContext::filtered)), or to a node of
//! a scene. They act in the order of their positions, at [hooks](crate::shaders#hooks) of the programs. What kinds of
//! filters there are, and in which order, makes programs of their own, which all visuals with these filters share; the
//! values of filters are data like colours and widths: to change them compiles nothing, and visuals whose filters differ
//! in values alone are drawn at once.
//!
//! A filter of one's own is a [`Filter`]: a function for a hook, and the values that it reads.
//!
//! ```
//! use vispy_visuals::color::Color;
//! use vispy_visuals::filters::{Alpha, ColorFilter, Filtered, Filters};
//! use vispy_visuals::glam::DVec2;
//! use vispy_visuals::visuals::{Line, LineStyle};
//!
//! let line = Line::from_points(&[DVec2::ZERO, DVec2::ONE], LineStyle::default());
//! let filters = Filters::new().with(Alpha::new(0.5)?).with(ColorFilter::tint(Color::rgb(1.0, 0.5, 0.0)));
//! let line = Filtered::new(line, filters);
//! # Ok::<(), vispy_visuals::Error>(())
//! ```

mod alpha;
mod clip_planes;
mod color_filter;
mod color_function;
mod filtered;
mod isoline;
mod list;
mod picking_id;
mod rect_clip;
mod scope;
mod z_colormap;

use std::any::Any;
use std::fmt::Debug;

pub use alpha::Alpha;
pub use clip_planes::{ClipPlanes, Plane};
pub use color_filter::ColorFilter;
pub use color_function::ColorFunction;
pub use filtered::Filtered;
pub use isoline::Isoline;
pub use list::Filters;
pub use picking_id::PickingId;
pub use rect_clip::RectClip;
pub(crate) use scope::Scope;
pub use z_colormap::{Coordinate, ZColormap};

use crate::device::{ProgramSpec, functions};
use crate::error::Result;
use crate::shaders::{Binding, ComposeError, Function, GlslType, library};
use crate::view::View;

/// A change of what a visual draws. Corresponds to VisPy's `Filter`.
///
/// Filters of one type and one [`variant`](Self::variant) have the same function; what tells two of them apart are their
/// [`values`](Self::values).
///
/// ```
/// use vispy_visuals::filters::{Filter, Seen, Site};
/// use vispy_visuals::shaders::{Function, Snippet};
///
/// /// Keeps every n-th row of pixels.
/// #[derive(Debug)]
/// struct Stripes(f32);
///
/// impl Filter for Stripes {
///     fn hook(&self, site: &Site<'_>) -> vispy_visuals::Result<(&'static str, Function)> {
///         let text = "vec4 stripes(vec4 color) {
///             return mod(floor(gl_FragCoord.y), $filter_value(0).x) == 0.0 ? color : vec4(0.0);
///         }";
///         let stripes = Function::new(&Snippet::new("my/stripes.glsl", text)?);
///         Ok(("fragment_post", stripes.bind("filter_value", site.filter_value()?)?))
///     }
///
///     fn values(&self, _: &Seen<'_>, values: &mut Vec<[f32; 4]>) -> vispy_visuals::Result<()> {
///         values.push([self.0, 0.0, 0.0, 0.0]);
///         Ok(())
///     }
/// }
/// ```
#[doc(alias = "BaseFilter")]
pub trait Filter: Any + Debug + Send + Sync {
    /// Its place among other filters, unless another is given where it is attached. Default: 5.
    fn position(&self) -> i32 {
        5
    }

    /// Tells functions of one type apart. Default: 0.
    fn variant(&self) -> u64 {
        0
    }

    /// The hook that it is for, and a function that fits the hook. [The guide](crate::shaders#hooks) lists what hooks there
    /// are; which of them a program offers, the site says.
    ///
    /// # Errors
    /// What binding the function reports.
    fn hook(&self, site: &Site<'_>) -> Result<(&'static str, Function)>;

    /// Appends the values that the function reads by `filter_value`.
    ///
    /// # Errors
    /// `Data` when the view is none that it can be seen in.
    fn values(&self, seen: &Seen<'_>, values: &mut Vec<[f32; 4]>) -> Result<()>;
}

/// How a filtered visual is seen.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// The view of the visual or node that the filter is attached to.
    pub view: &'a View,
    /// The limits of the colours, where the program offers `fragment_value`.
    pub limits: Option<[f64; 2]>,
}

/// A place where a filter gets into a program.
#[derive(Debug)]
pub struct Site<'a> {
    spec: &'a ProgramSpec,
    /// Which filter of the program, from 0.
    number: i32,
}

impl Site<'_> {
    /// Whether the program offers a hook of this name.
    #[must_use]
    pub fn offers(&self, hook: &str) -> bool {
        self.spec.vertex.offers(hook) || self.spec.fragment.offers(hook)
    }

    /// `vec4 filter_value(int index)`: the values that the filter of this place has, for functions of the fragment stage.
    ///
    /// # Errors
    /// None, unless the library is broken.
    pub fn filter_value(&self) -> Result<Function> {
        Ok(Function::new(&library::snippet("lib/filters/filter_value.glsl")?)
            .bind("start", start())?
            .bind("number", self.number)?
            .bind("vertex_texel", functions::vertex_texel()?)?)
    }
}

/// Where the values begin.
fn start() -> Binding {
    Binding::flat_varying("v_filters", GlslType::Int)
}

/// What hands the beginning of the values over to the fragments.
fn pass_values() -> Result<Function, ComposeError> {
    Function::new(&library::snippet("lib/filters/pass_filter_values.glsl")?)
        .bind("start", start())?
        .bind("starts", Binding::texture("u_filter_starts", GlslType::Sampler2D))
}

/// A built-in function of a fragment hook that reads values.
fn reading(name: &str, site: &Site<'_>) -> Result<Function> {
    let function = Function::new(&library::snippet(&format!("lib/filters/{name}.glsl"))?);
    Ok(function.bind("filter_value", site.filter_value()?)?)
}
