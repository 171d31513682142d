//! Channels as lines, each by itself: where a view does not keep x and y apart, on axes that have no place for some y,
//! and in vector graphics.

use std::sync::Arc;

use glam::DVec3;

use super::{ChannelStyle, Signals};
use crate::error::Result;
use crate::samples::Strided;
use crate::transforms::StTransform;
use crate::vector::{NotVector, VectorSink};
use crate::view::View;
use crate::visual::{DrawContext, Visual as _};
use crate::visuals::{Line, LineStyle};

/// Samples in all from which on vector graphics have a picture of signals instead.
const MOST_IN_VECTORS: usize = 1 << 24;

/// Channels as lines.
#[derive(Debug)]
pub(super) struct Plain(Vec<Option<Line>>);

impl Signals {
    fn line(&self, channel: &Strided, style: ChannelStyle) -> Result<Line> {
        let look = LineStyle { color: style.color, width_px: self.style.width_px, ..LineStyle::default() };
        let mut line = Line::new(self.x.clone(), channel.to_samples(), look)?;
        line.set_references(self.x_reference, crate::coordinate::Reference::F64(0.0));
        Ok(line)
    }

    /// The view of a channel's samples.
    fn channel_view(&self, view: &View, style: ChannelStyle) -> View {
        let shift = DVec3::new(0.0, self.y_reference.offset_of_f64(style.offset), 0.0);
        let place = StTransform::new(DVec3::new(1.0, style.gain, 1.0), shift);
        let mut view = view.clone();
        view.framebuffer_from_visual.push(Arc::new(place));
        view
    }

    fn lines(&self) -> Result<Plain> {
        let all = self.channels.iter().zip(&self.styles);
        let line = |(channel, style): (&Strided, &ChannelStyle)| {
            style.visible.then(|| self.line(channel, *style)).transpose()
        };
        all.map(line).collect::<Result<_>>().map(Plain)
    }

    pub(super) fn prepare_plain(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        let mut plain = match self.plain.take() {
            Some(plain) => plain,
            None => self.lines()?,
        };
        let result = self.each(&mut plain, cx, Line::prepare);
        self.plain = Some(plain);
        result
    }

    pub(super) fn draw_plain(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        let Some(mut plain) = self.plain.take() else { return Ok(()) };
        let result = self.each(&mut plain, cx, Line::draw);
        self.plain = Some(plain);
        result
    }

    fn each(
        &self,
        plain: &mut Plain,
        cx: &mut DrawContext<'_>,
        run: impl Fn(&mut Line, &mut DrawContext<'_>) -> Result<()>,
    ) -> Result<()> {
        for (line, style) in plain.0.iter_mut().zip(&self.styles) {
            if let Some(line) = line {
                let view = self.channel_view(cx.view, *style);
                run(line, &mut cx.with_view(&view))?;
            }
        }
        Ok(())
    }

    pub(super) fn write_plain(&self, view: &View, sink: &mut dyn VectorSink) -> Result<(), NotVector> {
        let not = |reason| NotVector { visual: "Signals", reason };
        if self.len().saturating_mul(self.channel_count()) > MOST_IN_VECTORS {
            return Err(not("it has more samples than a drawing of lines should have"));
        }
        for (channel, style) in self.channels.iter().zip(&self.styles).filter(|(_, style)| style.visible) {
            let line = self.line(channel, *style).map_err(|_error| not("it has no samples"))?;
            line.vector(&self.channel_view(view, *style), sink)?;
        }
        Ok(())
    }
}
