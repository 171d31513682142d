//! The look of a figure: every size and colour that the series do not set.

use serde::{Deserialize, Serialize};
use vispy_visuals::color::{Color, cycle};

/// The colours of everything that the series do not set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Theme {
    /// Dark text on white.
    #[default]
    Light,
    /// Light text on a dark gray.
    Dark,
}

impl Theme {
    /// Returns the style that the theme stands for.
    pub fn style(self) -> Style {
        match self {
            Self::Light => Style::light(),
            Self::Dark => Style::dark(),
        }
    }
}

/// Every size and colour of a figure that its series do not set. Lengths are in logical pixels.
///
/// ```
/// use vispy_plot::Figure;
/// use vispy_plot::figure::Theme;
///
/// let mut figure = Figure::new();
/// figure.theme(Theme::Dark);
/// figure.style_mut().title_size_px = 20.0;
/// assert_eq!(figure.document.style().grid_width_px, 1.0);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[doc(alias = "rcParams")]
pub struct Style {
    /// Colour of the whole figure, behind everything.
    pub background: Color,
    /// Colour between the axes, behind grid and data. Default: transparent.
    pub axes_background: Color,
    /// Colour of titles.
    pub title_color: Color,
    /// Colour of axis labels, tick labels, legends and annotations.
    pub text_color: Color,
    /// Colour of axis lines and ticks.
    pub axis_color: Color,
    /// Colour of grid lines.
    pub grid_color: Color,
    /// The colours that series take in turn; the first one again after the last.
    #[serde(rename = "color_cycle")]
    #[doc(alias = "axes.prop_cycle")]
    pub cycle: Vec<Color>,
    /// Name of the colormap of series that name none. Default: `viridis`.
    pub colormap: String,

    /// Font size of titles. Default: 15.
    pub title_size_px: f64,
    /// Font size of axis labels. Default: 13.
    pub label_size_px: f64,
    /// Font size of tick labels. Default: 12.
    pub tick_label_size_px: f64,
    /// Font size of annotations. Default: 12.
    pub annotation_size_px: f64,
    /// From a title to what is below it. Default: 9.
    pub title_gap_px: f64,
    /// From tick labels to the axis label. Default: 7.
    pub label_gap_px: f64,
    /// From a tick to its label. Default: 4.
    pub tick_label_gap_px: f64,

    /// Width of axis lines and major ticks. Default: 1.
    pub axis_width_px: f64,
    /// Length of major ticks. Default: 5.
    pub tick_length_px: f64,
    /// Length of minor ticks. Default: 3.
    pub minor_tick_length_px: f64,
    /// Distance of major ticks to aim at on upright axes. Default: 55.
    pub tick_spacing_px: f64,
    /// Width of grid lines. Default: 1.
    pub grid_width_px: f64,

    /// Room at the outer edges of the figure. Default: 14.
    pub margin_px: f64,
    /// Part of the range of the data that is left free above and below them. Default: 0.05.
    #[doc(alias = "axes.ymargin")]
    pub data_margin: f64,

    /// Width of lines. Default: 1.5.
    pub line_width_px: f64,
    /// Diameter of markers. Default: 6.
    pub marker_size_px: f64,
    /// Width of the edges of markers, bars and polygons that have one. Default: 1.
    pub edge_width_px: f64,
    /// Opacity of filled areas such as those of `fill_between` and spans. Default: 0.3.
    pub fill_opacity: f64,
    /// Width of error bars. Default: 1.5.
    pub error_width_px: f64,
    /// Length of the caps of error bars, from end to end. Default: 6.
    pub cap_size_px: f64,

    /// Width of the arrows of annotations. Default: 1.
    pub arrow_width_px: f64,
    /// Length of the heads of arrows. Default: 9.
    pub arrow_head_px: f64,

    /// Font size of legends. Default: 12.
    pub legend_size_px: f64,
    /// Colour behind a legend.
    pub legend_background: Color,
    /// Colour of a legend's frame.
    pub legend_edge_color: Color,
    /// Width of a legend's frame. Default: 1.
    pub legend_edge_width_px: f64,
    /// Radius of the corners of a legend's frame. Default: 3.
    pub legend_radius_px: f64,
    /// From a legend's frame to what is in it. Default: 7.
    pub legend_padding_px: f64,
    /// Length of the sample of a line in a legend. Default: 22.
    pub legend_swatch_px: f64,
    /// From a legend to the axes, and from a sample to its text. Default: 8.
    pub legend_gap_px: f64,
    /// Opacity of the entry of a series that is hidden. Default: 0.35.
    pub legend_hidden_opacity: f64,

    /// Width of colour bars. Default: 16.
    pub color_bar_width_px: f64,
    /// From the axes to a colour bar. Default: 14.
    pub color_bar_gap_px: f64,
}

impl Default for Style {
    fn default() -> Self {
        Self::light()
    }
}

impl Style {
    /// Dark text on white, after matplotlib.
    pub fn light() -> Self {
        Self {
            background: Color::WHITE,
            axes_background: Color::TRANSPARENT,
            title_color: gray(0.1),
            text_color: gray(0.15),
            axis_color: gray(0.35),
            grid_color: gray(0.9),
            cycle: cycle::PETROFF10.to_vec(),
            colormap: "viridis".into(),
            title_size_px: 15.0,
            label_size_px: 13.0,
            tick_label_size_px: 12.0,
            annotation_size_px: 12.0,
            title_gap_px: 9.0,
            label_gap_px: 7.0,
            tick_label_gap_px: 4.0,
            axis_width_px: 1.0,
            tick_length_px: 5.0,
            minor_tick_length_px: 3.0,
            tick_spacing_px: 55.0,
            grid_width_px: 1.0,
            margin_px: 14.0,
            data_margin: 0.05,
            line_width_px: 1.5,
            marker_size_px: 6.0,
            edge_width_px: 1.0,
            fill_opacity: 0.3,
            error_width_px: 1.5,
            cap_size_px: 6.0,
            arrow_width_px: 1.0,
            arrow_head_px: 9.0,
            legend_size_px: 12.0,
            legend_background: Color::WHITE.with_alpha(0.85),
            legend_edge_color: gray(0.8),
            legend_edge_width_px: 1.0,
            legend_radius_px: 3.0,
            legend_padding_px: 7.0,
            legend_swatch_px: 22.0,
            legend_gap_px: 8.0,
            legend_hidden_opacity: 0.35,
            color_bar_width_px: 16.0,
            color_bar_gap_px: 14.0,
        }
    }

    /// Light text on a dark gray; the sizes are those of [`light`](Self::light).
    pub fn dark() -> Self {
        let background = Color::from_rgba8([22, 25, 30, 255]);
        Self {
            background,
            title_color: gray(0.95),
            text_color: gray(0.87),
            axis_color: gray(0.6),
            grid_color: Color::from_rgba8([46, 51, 59, 255]),
            cycle: DARK_CYCLE.map(Color::from_rgba8).to_vec(),
            legend_background: background.with_alpha(0.85),
            legend_edge_color: gray(0.35),
            ..Self::light()
        }
    }

    /// The font sizes, with their names for messages.
    pub(super) fn font_sizes(&self) -> [(&'static str, f64); 5] {
        [
            ("the font size of titles", self.title_size_px),
            ("the font size of labels", self.label_size_px),
            ("the font size of tick labels", self.tick_label_size_px),
            ("the font size of annotations", self.annotation_size_px),
            ("the font size of legends", self.legend_size_px),
        ]
    }

    /// All that has to be 0 or more, with names for messages.
    pub(super) fn lengths(&self) -> [(&'static str, f64); 26] {
        [
            ("the gap below titles", self.title_gap_px),
            ("the gap of labels", self.label_gap_px),
            ("the gap of tick labels", self.tick_label_gap_px),
            ("the width of axis lines", self.axis_width_px),
            ("the length of ticks", self.tick_length_px),
            ("the length of minor ticks", self.minor_tick_length_px),
            ("the distance of ticks", self.tick_spacing_px),
            ("the width of grid lines", self.grid_width_px),
            ("the margin of the figure", self.margin_px),
            ("the margin of the data", self.data_margin),
            ("the width of lines", self.line_width_px),
            ("the size of markers", self.marker_size_px),
            ("the width of edges", self.edge_width_px),
            ("the opacity of areas", self.fill_opacity),
            ("the width of error bars", self.error_width_px),
            ("the length of caps", self.cap_size_px),
            ("the width of arrows", self.arrow_width_px),
            ("the length of heads of arrows", self.arrow_head_px),
            ("the width of a legend's frame", self.legend_edge_width_px),
            ("the radius of a legend's frame", self.legend_radius_px),
            ("the room in a legend", self.legend_padding_px),
            ("the length of samples in a legend", self.legend_swatch_px),
            ("the gap of a legend", self.legend_gap_px),
            ("the opacity of hidden entries", self.legend_hidden_opacity),
            ("the width of color bars", self.color_bar_width_px),
            ("the gap of color bars", self.color_bar_gap_px),
        ]
    }

    /// Returns the colour of the n-th series, counted from 0.
    pub fn color(&self, index: usize) -> Color {
        match self.cycle.len() {
            0 => self.text_color,
            len => self.cycle[index % len],
        }
    }
}

/// The hues of the light cycle in its order, each light enough for a dark background.
const DARK_CYCLE: [[u8; 4]; 10] = [
    [94, 173, 240, 255],
    [255, 184, 61, 255],
    [245, 106, 84, 255],
    [167, 185, 182, 255],
    [193, 125, 236, 255],
    [205, 151, 135, 255],
    [255, 138, 51, 255],
    [212, 201, 140, 255],
    [150, 155, 170, 255],
    [146, 218, 221, 255],
];

fn gray(value: f32) -> Color {
    Color::rgb(value, value, value)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The contrast ratio of two opaque colours, as WCAG 2 defines it.
    fn contrast(a: Color, b: Color) -> f32 {
        let (a, b) = (a.luminance(), b.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// A colour over an opaque one.
    fn over(top: Color, below: Color) -> Color {
        let ([r, g, b, a], [r0, g0, b0, _]) = (top.to_rgba(), below.to_rgba());
        let mix = |top: f32, below: f32| top * a + below * (1.0 - a);
        Color::rgb(mix(r, r0), mix(g, g0), mix(b, b0))
    }

    #[test]
    fn texts_stand_out_from_what_is_behind_them() {
        for style in [Style::light(), Style::dark()] {
            let axes = over(style.axes_background, style.background);
            for behind in [style.background, axes, over(style.legend_background, axes)] {
                for text in [style.title_color, style.text_color] {
                    assert!(contrast(text, behind) >= 7.0, "{text} on {behind}");
                }
                assert!(contrast(style.axis_color, behind) >= 4.5, "{} on {behind}", style.axis_color);
            }
            // A grid is seen, but does not compete with the data.
            let grid = contrast(style.grid_color, axes);
            assert!((1.1..2.0).contains(&grid), "{grid}");
        }
    }

    #[test]
    fn series_stand_out_from_a_dark_background() {
        let style = Style::dark();
        for color in &style.cycle {
            assert!(contrast(*color, style.background) >= 4.5, "{color}");
        }
    }

    #[test]
    fn the_cycle_begins_again() {
        let style = Style::light();
        assert_eq!(style.color(10), style.color(0));
        assert_eq!(Style { cycle: Vec::new(), ..style.clone() }.color(3), style.text_color);
    }
}
