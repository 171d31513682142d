//! The workloads as scenes.

use vispy_app::egl::HeadlessContext;
use vispy_app::events::PhysicalSize;
use vispy_gloo::{FrameBuffer, ReadFormat, RenderTarget, Texture2D, TextureFormat};
use vispy_scene::{Cell, DataRect, PanZoom, SceneView, ViewBoxHandle};
use vispy_visuals::Visual;
use vispy_visuals::color::Color;
use vispy_visuals::glam::DVec2;
use vispy_visuals::samples::Samples;
use vispy_visuals::text::TextStyle;
use vispy_visuals::visuals::{
    Image, ImageData, ImageStyle, Interpolation, Line, LineStyle, Markers, MarkersStyle, Symbol, Text,
};

use crate::{AnyError, SIZE, Workload};

type Change = Box<dyn FnMut(&mut SceneView) -> Result<(), AnyError>>;

/// A scene with one view box that fills the canvas.
pub(crate) struct Ours {
    view: SceneView,
    view_box: ViewBoxHandle,
    framebuffer: FrameBuffer,
    target: RenderTarget,
    /// Changes data before a frame.
    change: Option<Change>,
    pub(crate) pixels: Vec<u8>,
}

impl Ours {
    pub(crate) fn new(ctx: &mut HeadlessContext, workload: &Workload) -> Result<Self, AnyError> {
        let framebuffer = FrameBuffer::new(&Texture2D::empty(TextureFormat::Rgba8, SIZE[0], SIZE[1])?)?;
        let target = ctx.use_framebuffer(&framebuffer)?;
        let mut view = SceneView::new(PhysicalSize::new(SIZE[0], SIZE[1]), 1.0);
        let scene = view.scene_mut();
        let camera = PanZoom::new(DataRect::new([0.0, 1.0], [0.0, 1.0])?);
        let view_box = scene.add_view_box(scene.root_grid(), Cell::new(0, 0), camera)?;
        let mut ours = Self { view, view_box, framebuffer, target, change: None, pixels: Vec::new() };
        ours.fill(workload)?;
        Ok(ours)
    }

    /// Draws what is seen of a rectangle, and reads it back.
    pub(crate) fn frame(&mut self, ctx: &mut HeadlessContext, seen: [f64; 4]) -> Result<(), AnyError> {
        if let Some(change) = &mut self.change {
            change(&mut self.view)?;
        }
        let rect = DataRect::new([seen[0], seen[1]], [seen[2], seen[3]])?;
        self.view.camera_mut::<PanZoom>(self.view_box)?.set_rect(rect);
        self.target = ctx.use_framebuffer(&self.framebuffer)?;
        self.view.draw(ctx, self.target)?;
        Ok(ctx.read_pixels_now(self.target, self.target.rect(), ReadFormat::Rgba8, &mut self.pixels)?)
    }

    fn add<V: Visual>(&mut self, visual: V) -> Result<vispy_scene::VisualHandle<V>, AnyError> {
        let scene = self.view.scene_mut();
        let root = scene.view_box_root(self.view_box)?;
        Ok(scene.add(root, visual)?.1)
    }

    fn fill(&mut self, workload: &Workload) -> Result<(), AnyError> {
        match workload {
            Workload::Nothing => {}
            Workload::Discs(points) => {
                self.add(discs(points)?)?;
            }
            Workload::Lines { lines, replaced } => {
                let mut handles = Vec::new();
                for y in lines {
                    let x = Samples::uniform(0.0, 1.0, y.len());
                    handles.push(self.add(Line::new(x, y.clone(), line_style())?)?);
                }
                if !replaced.is_empty() {
                    let sets = replaced.clone();
                    let mut frame = 0;
                    self.change = Some(Box::new(move |view| {
                        frame += 1;
                        for (handle, y) in handles.iter().zip(&sets[frame % sets.len()]) {
                            let x = Samples::uniform(0.0, 1.0, y.len());
                            view.scene_mut().get_mut(*handle)?.set_data(x, y.clone())?;
                        }
                        Ok(())
                    }));
                }
            }
            Workload::Image { side, values, is_mean } => {
                let data = ImageData::scalars(*side as u32, *side as u32, values.clone())?;
                let interpolation = if *is_mean { Interpolation::Auto } else { Interpolation::Nearest };
                let limits = Some([-1.5, 1.5]);
                let style = ImageStyle { interpolation, limits, ..ImageStyle::default() };
                self.add(Image::new(data, style)?.with_extent(DVec2::ZERO, DVec2::ONE)?)?;
            }
            Workload::Labels(places) => {
                let texts: Vec<String> = (0..places.len()).map(|i| format!("label {i}")).collect();
                let places = places.iter().map(|[x, y]| DVec2::new(*x, *y));
                let items = texts.iter().map(String::as_str).zip(places);
                self.add(Text::many(items, TextStyle::new(10.0))?)?;
            }
            Workload::SmallItems(items) => {
                for (index, points) in items.iter().enumerate() {
                    if index.is_multiple_of(2) {
                        self.add(discs(points)?)?;
                    } else {
                        let [x, y] = columns(points);
                        self.add(Line::new(x, y, line_style())?)?;
                    }
                }
            }
        }
        Ok(())
    }
}

fn columns(points: &[[f32; 2]]) -> [Vec<f32>; 2] {
    [0, 1].map(|axis| points.iter().map(|point| point[axis]).collect())
}

fn discs(points: &[[f32; 2]]) -> Result<Markers, AnyError> {
    let [x, y] = columns(points);
    Ok(Markers::new(x, y, MarkersStyle::filled(Symbol::Disc, 4.0, Color::rgba(0.2, 0.6, 1.0, 0.5)))?)
}

fn line_style() -> LineStyle {
    LineStyle { color: Color::rgb(0.2, 0.6, 1.0), width_px: 1.0, ..LineStyle::default() }
}
