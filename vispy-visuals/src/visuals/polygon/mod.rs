//! Polygons.

use glam::DVec2;

use crate::areas::{Origin, Rings, Shape};
use crate::color::Color;
use crate::coordinate::Reference;
use crate::error::{Error, Result};
use crate::vector::{NotVector, VectorSink};
use crate::view::View;
use crate::visual::{Bounds, DrawContext, Visual};

/// How a filled shape looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PolygonStyle {
    /// Colour of the inside. Default: black.
    pub fill: Color,
    /// Colour of the outline. Default: transparent.
    pub edge: Color,
    /// Width of the outline in logical pixels, half of it inside. 0 or less, or not finite: none. Default: 1.
    pub edge_width_px: f32,
}

impl Default for PolygonStyle {
    fn default() -> Self {
        Self { fill: Color::BLACK, edge: Color::TRANSPARENT, edge_width_px: 1.0 }
    }
}

impl PolygonStyle {
    /// A fill without an outline.
    #[must_use]
    pub fn filled(fill: Color) -> Self {
        Self { fill, ..Self::default() }
    }
}

/// Polygons of one style, with holes and outlines. Corresponds to VisPy's `PolygonVisual`.
///
/// A polygon is a list of rings: the outer one, then holes; each is closed by itself, in either sense. What lies in any of
/// the polygons is filled, by the non-zero rule, and once: overlapping polygons of one visual are one area, a
/// self-intersecting star is filled with its middle, and polygons that share an edge show no seam there. A pixel is
/// coloured by the share of it that is inside, computed in double precision at every zoom; where two edges cross within a
/// pixel, or run in the same place, that share is an estimate. Edges are straight on the screen whatever the transform
/// between vertices does. On a logarithmic axis, vertices that are not positive are far outside, so that bars may stand
/// on 0.
///
/// Rings of fewer than three points, or without an area, have nothing inside; their outline is drawn.
///
/// ```
/// use vispy_visuals::color::Color;
/// use vispy_visuals::glam::DVec2;
/// use vispy_visuals::visuals::{Polygon, PolygonStyle};
///
/// let square = |low: f64, high: f64| [(low, low), (high, low), (high, high), (low, high)].map(DVec2::from).to_vec();
/// let style = PolygonStyle::filled(Color::parse("tomato")?);
/// let frame = Polygon::new(&[square(0.0, 10.0), square(2.0, 8.0)], style)?;
/// let error = Polygon::new(&[square(0.0, f64::NAN)], style).unwrap_err();
/// assert_eq!(error.to_string(), "vertex 1 of ring 0 of a polygon: expected finite numbers, got [NaN, 0]");
/// # let _ = frame;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "PolygonVisual")]
#[derive(Debug, Clone)]
pub struct Polygon {
    /// Outer rings run counter-clockwise, holes clockwise.
    rings: Vec<Vec<DVec2>>,
    origin: Origin,
    shape: Shape,
}

impl Polygon {
    /// A polygon: its outer ring, then its holes.
    ///
    /// # Errors
    /// `Data` when a vertex is not finite; it says which.
    pub fn new(rings: &[Vec<DVec2>], style: PolygonStyle) -> Result<Self> {
        Self::many([rings], style)
    }

    /// Many polygons of one style, drawn at once; each is its outer ring, then its holes.
    ///
    /// # Errors
    /// `Data` when a vertex is not finite; it says which.
    pub fn many<'a>(
        polygons: impl IntoIterator<Item = &'a [Vec<DVec2>]>,
        style: PolygonStyle,
    ) -> Result<Self> {
        let mut polygon = Self { rings: Vec::new(), origin: Origin::default(), shape: Shape::new(style) };
        polygon.set_polygons(polygons)?;
        Ok(polygon)
    }

    /// Rectangles of one style, such as bars: two opposite corners of each.
    ///
    /// # Errors
    /// `Data` when a corner is not finite; it says which.
    pub fn rectangles(corners: &[[DVec2; 2]], style: PolygonStyle) -> Result<Self> {
        let rings: Vec<[Vec<DVec2>; 1]> =
            corners.iter().map(|[a, b]| [vec![*a, DVec2::new(b.x, a.y), *b, DVec2::new(a.x, b.y)]]).collect();
        Self::many(rings.iter().map(<[_; 1]>::as_slice), style)
    }

    /// Counts the coordinates of the vertices from these values, such as a time stamp. Default: 0.
    #[must_use]
    pub fn with_origin(mut self, x: Reference, y: Reference) -> Self {
        self.origin.of_data = [x, y];
        self.shape.changed();
        self
    }

    /// Counts the visual's own frame from these values. Default: 0.
    #[must_use]
    pub fn with_references(mut self, x: Reference, y: Reference) -> Self {
        self.set_references(x, y);
        self
    }

    /// Counts the visual's own frame from these values from now on.
    pub fn set_references(&mut self, x: Reference, y: Reference) {
        self.origin.of_frame = [x, y];
        self.shape.changed();
    }

    /// Replaces the polygons.
    ///
    /// # Errors
    /// `Data` when a vertex is not finite; it says which, and the polygons stay as they were.
    pub fn set_polygons<'a>(&mut self, polygons: impl IntoIterator<Item = &'a [Vec<DVec2>]>) -> Result<()> {
        let mut rings = Vec::new();
        for polygon in polygons {
            for (index, ring) in polygon.iter().enumerate() {
                if let Some(vertex) = ring.iter().position(|vertex| !vertex.is_finite()) {
                    let what = format!("vertex {vertex} of ring {} of a polygon", rings.len());
                    return Err(Error::data(&what, "finite numbers", ring[vertex].to_string()));
                }
                let mut ring = ring.clone();
                let is_hole = index > 0;
                if (signed_area(&ring) < 0.0) != is_hole {
                    ring.reverse();
                }
                rings.push(ring);
            }
        }
        self.rings = rings;
        self.shape.changed();
        Ok(())
    }

    /// How it looks.
    #[must_use]
    pub fn style(&self) -> PolygonStyle {
        self.shape.style
    }

    /// Changes how it looks.
    pub fn set_style(&mut self, style: PolygonStyle) {
        self.shape.set_style(style);
    }
}

/// Finds the rings in pixels.
fn trace(rings: &[Vec<DVec2>], origin: &Origin, view: &View, out: &mut Rings) {
    let shift = origin.shift();
    let (affine, maps) = (view.affine(), view.axis_maps());
    for ring in rings {
        let vertices = ring.iter().map(|vertex| *vertex + shift);
        match (affine, maps) {
            (Some(map), _) => out.push(vertices.map(|vertex| map.transform_point2(vertex))),
            (_, Some(maps)) => out.push(vertices.map(|vertex| maps.reach(vertex))),
            _ => out.push(vertices.map(|vertex| view.map(vertex))),
        }
    }
}

/// Twice the area, positive for a ring that runs counter-clockwise.
fn signed_area(ring: &[DVec2]) -> f64 {
    // From one of its points, so that what lies far from 0 keeps its sense.
    let Some((base, others)) = ring.split_first() else { return 0.0 };
    others.windows(2).map(|pair| (pair[0] - base).perp_dot(pair[1] - base)).sum()
}

impl Visual for Polygon {
    fn bounds(&self) -> Option<Bounds> {
        let shift = self.origin.shift();
        Bounds::of_points(self.rings.iter().flatten().map(|vertex| *vertex + shift))
    }

    fn prepare(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        let Self { rings, origin, shape } = self;
        shape.prepare(cx, |view, out| trace(rings, origin, view, out))
    }

    fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        self.shape.draw(cx)
    }

    fn vector(&self, view: &View, sink: &mut dyn VectorSink) -> Result<(), NotVector> {
        self.shape.write(view, sink, |view, out| trace(&self.rings, &self.origin, view, out));
        Ok(())
    }
}
