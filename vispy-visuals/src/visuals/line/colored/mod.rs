//! Lines with a colour or a width of their own at each point.

mod draw;
mod emit;
mod programs;

pub(in crate::visuals) use draw::Prepared;
pub(in crate::visuals) use programs::{all_specs, layer};

use super::Line;
use crate::color::Color;
use crate::device::PerView;
use crate::error::{Error, Result};
use crate::vector::{Cap, PathStep, Stroke, VectorSink, page_from_framebuffer};
use crate::view::View;

/// What is said of each point.
#[derive(Debug, Clone, Default)]
pub(super) struct PointStyles {
    colors: Option<Vec<Color>>,
    widths_px: Option<Vec<f32>>,
    pub(super) views: PerView<Prepared>,
}

impl Line {
    /// Gives each point a colour of its own, mixed along the segments; `None` takes them away. Points beyond those given
    /// have the colour of the style.
    ///
    /// Where segments overlap, the nearest one's colour is seen. A line with colours or widths of its own has round joins,
    /// ends that are round or cut, and no level of detail: every point in sight is drawn, but, of a line of more than
    /// 200 000 points, those within a quarter pixel of the one drawn before.
    ///
    /// # Errors
    /// `Data` when there are not as many as points.
    pub fn set_colors(&mut self, colors: Option<Vec<Color>>) -> Result<()> {
        self.check_count("colours", colors.as_ref().map(Vec::len))?;
        self.point_styles().colors = colors;
        self.point_styles_changed();
        Ok(())
    }

    /// Gives each point a width of its own, in logical pixels, that changes evenly along the segments; `None` takes them
    /// away. Points beyond those given have the width of the style, as have those whose width is not finite; a width
    /// below 0 is 0.
    ///
    /// What [`set_colors`](Self::set_colors) says of overlaps, joins and detail holds here too.
    ///
    /// # Errors
    /// `Data` when there are not as many as points.
    pub fn set_widths(&mut self, widths_px: Option<Vec<f32>>) -> Result<()> {
        self.check_count("widths", widths_px.as_ref().map(Vec::len))?;
        self.point_styles().widths_px = widths_px;
        self.point_styles_changed();
        Ok(())
    }

    fn check_count(&self, what: &str, found: Option<usize>) -> Result<()> {
        match found {
            Some(found) if found != self.len() => {
                let expected = format!("as many as points ({})", self.len());
                Err(Error::data(&format!("{what} of a line"), &expected, found.to_string()))
            }
            _ => Ok(()),
        }
    }

    fn point_styles(&mut self) -> &mut PointStyles {
        self.point_styles.get_or_insert_default()
    }

    fn point_styles_changed(&mut self) {
        let styles = self.point_styles();
        if styles.colors.is_none() && styles.widths_px.is_none() {
            self.point_styles = None;
        }
        self.revision += 1;
    }

    /// Writes each segment as a stroke of its own, with the mean of its ends' colours and widths.
    pub(super) fn write_colored(&self, styles: &PointStyles, view: &View, sink: &mut dyn VectorSink) {
        let mut emission = emit::Emission::default();
        self.emit_colored(styles, view, &mut emission);
        for segment in emission.segments() {
            let [a, b] = segment.ends.map(|end| page_from_framebuffer(view, end));
            let stroke = Stroke {
                color: segment.colors[0].mix(segment.colors[1], 0.5),
                width_px: (segment.half_widths[0] + segment.half_widths[1]) / view.scale_factor,
                join: self.style.join,
                cap: if segment.is_cut() { Cap::Butt } else { Cap::Round },
            };
            sink.stroke(&[PathStep::MoveTo(a), PathStep::LineTo(b)], &stroke);
        }
    }
}
