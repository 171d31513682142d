//! The plan of a frame: what to fill and what to draw, in order. Kept until anything in it changes.

use std::collections::HashMap;
use std::sync::Arc;

use glam::{DMat4, DVec2};
use vispy_gloo::{Rect, RenderTarget};
use vispy_visuals::color::Color;
use vispy_visuals::filters::Filters;
use vispy_visuals::transforms::{ChainTransform, Transform as _};
use vispy_visuals::{Bounds, Progress, View, ViewId};

use crate::handle::{NodeHandle, NodeKey, VisualKey, WidgetKey};
use crate::scene::{DrawList, Scene};
use crate::transforms::{canvas_from_scene, framebuffer_from_canvas};
use crate::view_box::Border;

/// A step of a frame.
#[derive(Debug)]
pub(super) enum Step {
    /// Fills pixels with a colour.
    Fill { rect: Rect, color: Color },
    /// Draws a visual.
    Draw(Draw),
}

/// A visual to draw.
#[derive(Debug)]
pub(super) struct Draw {
    pub(super) node: NodeHandle,
    pub(super) visual: VisualKey,
    pub(super) view: View,
    pub(super) filters: Filters,
    /// Whether it was prepared for the frame that is being drawn.
    pub(super) prepared: bool,
}

/// What a plan was made for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    pub(super) target: RenderTarget,
    pub(super) scale_factor: f64,
}

/// What to fill and what to draw, in order.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) steps: Vec<Step>,
    frame: Option<Frame>,
    revision: u64,
    cameras: Vec<(WidgetKey, u64)>,
    ids: HashMap<(Option<WidgetKey>, NodeKey), ViewId>,
    last_id: u64,
}

impl Plan {
    /// A plan of one visual, seen in a view of its own.
    pub(super) fn of_one(draw: Draw) -> Self {
        let frame = Frame { target: draw.view.target, scale_factor: draw.view.scale_factor };
        Self { steps: vec![Step::Draw(draw)], frame: Some(frame), ..Self::default() }
    }

    /// Whether scene or cameras changed since the plan was made.
    pub(super) fn is_stale(&self, scene: &Scene) -> bool {
        let cameras = scene.view_box_order.iter().filter_map(|&key| Some((key, scene.view_boxes.get(key)?)));
        let now = cameras.map(|(key, view_box)| (key, view_box.camera.version()));
        self.revision != scene.revision() || !now.eq(self.cameras.iter().copied())
    }

    /// Plans anew if anything changed. The layout must be solved and the draw list up to date.
    pub(super) fn update(&mut self, scene: &Scene, list: &DrawList, frame: Frame) {
        if self.frame == Some(frame) && !self.is_stale(scene) {
            return;
        }
        self.frame = Some(frame);
        self.revision = scene.revision();
        self.steps.clear();
        self.cameras.clear();
        self.ids.retain(|(view_box, node), _| {
            scene.nodes.contains_key(*node) && view_box.is_none_or(|key| scene.view_boxes.contains_key(key))
        });
        let from_canvas = framebuffer_from_canvas(frame.scale_factor, frame.target.height);
        let whole = frame.target.rect();
        self.tree(scene, list, Tree::new(None, scene.canvas_below().key, &from_canvas, whole));
        for &key in &scene.view_box_order {
            self.view_box(scene, list, key, &from_canvas);
        }
        self.tree(scene, list, Tree::new(None, scene.canvas_above().key, &from_canvas, whole));
    }

    /// The progress of the visuals of the plan.
    pub(super) fn progress(&self, scene: &Scene) -> Progress {
        let drawn = self.draws().filter_map(|draw| scene.visuals.get(draw.visual));
        drawn.map(|entry| entry.visual.progress()).fold(Progress::Settled, |least, one| match (least, one) {
            (Progress::Refining { fraction: a, .. }, Progress::Refining { fraction: b, .. }) if b < a => one,
            (Progress::Settled, one) => one,
            (least, _) => least,
        })
    }

    /// The visuals, in order.
    pub(super) fn draws(&self) -> impl Iterator<Item = &Draw> {
        self.steps.iter().filter_map(|step| match step {
            Step::Draw(draw) => Some(draw),
            Step::Fill { .. } => None,
        })
    }

    /// What the plan draws into.
    pub(super) fn target(&self) -> RenderTarget {
        self.frame.map_or(RenderTarget::canvas(0, 0), |frame| frame.target)
    }

    fn view_box(&mut self, scene: &Scene, list: &DrawList, key: WidgetKey, from_canvas: &ChainTransform) {
        let (Some(view_box), Some(frame)) = (scene.view_boxes.get(key), self.frame) else { return };
        self.cameras.push((key, view_box.camera.version()));
        let rect = scene.layout.solved_rect(key);
        let pixels = rect.to_framebuffer(frame.scale_factor, frame.target.height);
        let clip = pixels.intersection(frame.target.rect());
        if clip.is_empty() {
            return;
        }
        if let Some(color) = view_box.background {
            self.steps.push(Step::Fill { rect: clip, color });
        }
        let mut from_scene = from_canvas.clone();
        from_scene.push(Arc::new(canvas_from_scene(rect, &*view_box.camera)));
        self.tree(scene, list, Tree::new(Some(key), view_box.root, &from_scene, clip));
        if let Some(border) = view_box.border {
            self.border(border, pixels, frame);
        }
    }

    fn border(&mut self, border: Border, rect: Rect, frame: Frame) {
        let color = border.color.with_alpha(1.0);
        let most = rect.width.min(rect.height);
        let width = ((border.width_px * frame.scale_factor).round().max(1.0) as u32).min(most);
        let (right, top) = (rect.width - width, rect.height - width);
        let sides = [
            Rect::new(rect.x, rect.y, rect.width, width),
            Rect { y: rect.y.saturating_add_unsigned(top), height: width, ..rect },
            Rect { width, ..rect },
            Rect { x: rect.x.saturating_add_unsigned(right), width, ..rect },
        ];
        for side in sides.map(|side| side.intersection(frame.target.rect())) {
            if !side.is_empty() {
                self.steps.push(Step::Fill { rect: side, color });
            }
        }
    }

    fn tree(&mut self, scene: &Scene, list: &DrawList, tree: Tree<'_>) {
        let Some(frame) = self.frame else { return };
        let items = list.tree(tree.root);
        let mut ways: Vec<(ChainTransform, f32)> = Vec::with_capacity(items.len());
        for item in items {
            let parent = item.parent.map(|index| ways[index].clone());
            let (mut way, mut opacity) = parent.unwrap_or_else(|| (tree.framebuffer_from_root.clone(), 1.0));
            if let Some(entry) = scene.nodes.get(item.node) {
                let transform = &entry.node.transform;
                if transform.matrix() != Some(DMat4::IDENTITY) {
                    way.push(Arc::clone(transform));
                }
                opacity *= entry.node.opacity;
            }
            ways.push((way.clone(), opacity));
            let visual = item.visual.and_then(|key| Some((key, scene.visuals.get(key)?)));
            let Some((visual, shown)) = visual.filter(|_| opacity > 0.0) else { continue };
            if tree.view_box.is_some() && is_far_outside(shown.visual.bounds(), &way, tree.clip) {
                continue;
            }
            let view = View {
                id: self.view_id(tree.view_box, item.node),
                framebuffer_from_visual: way,
                clip: tree.clip,
                target: frame.target,
                scale_factor: frame.scale_factor,
                opacity,
            };
            let entry = scene.nodes.get(item.node);
            let filters = entry.map_or_else(Filters::new, |entry| entry.node.filters.clone());
            let node = NodeHandle::new(scene.id, item.node);
            self.steps.push(Step::Draw(Draw { node, visual, view, filters, prepared: false }));
        }
    }

    /// The id of a node seen through a view box: the same from frame to frame.
    fn view_id(&mut self, view_box: Option<WidgetKey>, node: NodeKey) -> ViewId {
        *self.ids.entry((view_box, node)).or_insert_with(|| {
            self.last_id += 1;
            ViewId(self.last_id)
        })
    }
}

/// A tree of nodes on its way to the target.
#[derive(Clone, Copy)]
struct Tree<'a> {
    view_box: Option<WidgetKey>,
    root: NodeKey,
    framebuffer_from_root: &'a ChainTransform,
    clip: Rect,
}

impl<'a> Tree<'a> {
    const fn new(
        view_box: Option<WidgetKey>,
        root: NodeKey,
        framebuffer_from_root: &'a ChainTransform,
        clip: Rect,
    ) -> Self {
        Self { view_box, root, framebuffer_from_root, clip }
    }
}

/// Whether bounds are farther outside of the clip rectangle than that is wide or high. Widths in pixels reach beyond
/// bounds, but not so far.
fn is_far_outside(bounds: Option<Bounds>, framebuffer_from_visual: &ChainTransform, clip: Rect) -> bool {
    // Only affine maps keep what is inside of a rectangle inside of its mapped corners.
    let Some(bounds) = bounds.filter(|_| framebuffer_from_visual.matrix().is_some()) else { return false };
    let corners = [
        bounds.min,
        bounds.max,
        DVec2::new(bounds.min.x, bounds.max.y),
        DVec2::new(bounds.max.x, bounds.min.y),
    ];
    let corners = corners.map(|corner| framebuffer_from_visual.map(corner.extend(0.0)).truncate());
    let lo = corners.into_iter().fold(DVec2::INFINITY, DVec2::min);
    let hi = corners.into_iter().fold(DVec2::NEG_INFINITY, DVec2::max);
    let size = DVec2::new(f64::from(clip.width), f64::from(clip.height));
    let start = DVec2::new(f64::from(clip.x), f64::from(clip.y));
    hi.cmplt(start - size).any() || lo.cmpgt(start + 2.0 * size).any()
}
