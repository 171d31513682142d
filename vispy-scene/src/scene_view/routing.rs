//! Who gets which event.

use glam::DVec2;
use vispy_app::events::{Event, LogicalPos, TouchEvent, TouchPhase};
use vispy_visuals::transforms::{ChainTransform, Transform as _};

use super::pointer::Taker;
use super::{EventResponse, SceneView};
use crate::camera::CameraEvent;
use crate::handle::{NodeHandle, NodeKey, ViewBoxHandle, WidgetKey};
use crate::interaction::{Handled, SceneEvent};
use crate::transforms::canvas_from_scene;

/// Where an event may begin to bubble: at a node, on its way up to the camera of a view box.
#[derive(Debug, Clone, Copy)]
struct Route {
    node: NodeKey,
    view_box: Option<WidgetKey>,
}

/// Takes an event.
pub(super) fn event(view: &mut SceneView, event: &Event) -> EventResponse {
    match event {
        Event::Resize(resize) => {
            view.resize(resize.size_physical, resize.scale_factor);
            return EventResponse::default();
        }
        Event::ScaleFactorChanged(change) => {
            view.resize(view.size, change.scale_factor);
            return EventResponse::default();
        }
        Event::CursorLeave(_) => {
            view.pointer.pos_px = None;
            return EventResponse::default();
        }
        _ => {}
    }
    // A layout that cannot be solved is reported by the next frame; events go by the last one that could.
    if let Err(error) = view.scene.layout.solve() {
        tracing::debug!(%error, "an event before a layout that cannot be solved");
    }
    view.list.update(&view.scene);
    let taker = match event {
        Event::MouseMove(_)
        | Event::MousePress(_)
        | Event::MouseRelease(_)
        | Event::MouseDoubleClick(_)
        | Event::MouseWheel(_) => mouse(view, event),
        Event::Touch(finger) => touch(view, event, finger),
        Event::KeyPress(_) | Event::KeyRelease(_) => key(view, event),
        _ => None,
    };
    view.scene.follow_links();
    let view_box = taker.and_then(Taker::view_box);
    EventResponse {
        handled: taker.is_some(),
        view_box: view_box.map(|key| ViewBoxHandle::new(view.scene.id, key)),
    }
}

fn mouse(view: &mut SceneView, event: &Event) -> Option<Taker> {
    let pos_px = event.pos().map(vector)?;
    view.pointer.pos_px = Some(pos_px);
    let free = match event {
        Event::MouseRelease(release) => release.buttons.is_empty(),
        // A release outside of everything may never be told.
        Event::MouseMove(moved) => moved.buttons.is_empty(),
        _ => false,
    };
    if let Some(taker) = view.pointer.taker {
        if free {
            view.pointer.taker = None;
        }
        // A taker that was removed gets nothing, and nobody else gets what was meant for it.
        deliver(view, taker, event, Some(pos_px));
        return Some(taker);
    }
    let taker = offer(view, event, pos_px);
    if let (Event::MousePress(_), Some(taker)) = (event, taker) {
        view.pointer.taker = Some(taker);
        view.pointer.focus = taker.view_box();
    }
    taker
}

fn touch(view: &mut SceneView, event: &Event, finger: &TouchEvent) -> Option<Taker> {
    let pos_px = vector(finger.pos);
    if finger.phase == TouchPhase::Started {
        view.pointer.fingers.retain(|(id, _)| *id != finger.id);
        let taker = offer(view, event, pos_px)?;
        view.pointer.fingers.push((finger.id, taker));
        view.pointer.focus = taker.view_box();
        return Some(taker);
    }
    let index = view.pointer.fingers.iter().position(|(id, _)| *id == finger.id)?;
    let (_, taker) = view.pointer.fingers[index];
    if finger.phase != TouchPhase::Moved {
        view.pointer.fingers.swap_remove(index);
    }
    deliver(view, taker, event, Some(pos_px));
    Some(taker)
}

fn key(view: &mut SceneView, event: &Event) -> Option<Taker> {
    let hovered = view.pointer.pos_px.and_then(|pos_px| view_box_at(view, pos_px));
    let only = match view.scene.view_box_order.as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    let key = hovered.or(view.pointer.focus).or(only)?;
    let node = view.scene.view_boxes.get(key)?.root;
    bubble(view, Route { node, view_box: Some(key) }, event, None)
}

/// Offers an event to what is under the pointer, from the top down, until somebody takes it.
fn offer(view: &mut SceneView, event: &Event, pos_px: DVec2) -> Option<Taker> {
    let above = hit(view, None, pos_px);
    if let Some(taker) = above.and_then(|route| bubble(view, route, event, Some(pos_px))) {
        return Some(taker);
    }
    if let Some(key) = view_box_at(view, pos_px) {
        let root = view.scene.view_boxes.get(key)?.root;
        let route = hit(view, Some(key), pos_px).unwrap_or(Route { node: root, view_box: Some(key) });
        if let Some(taker) = bubble(view, route, event, Some(pos_px)) {
            return Some(taker);
        }
    }
    let below = hit_tree(view, view.scene.canvas_below().key, None, pos_px)?;
    bubble(view, below, event, Some(pos_px))
}

/// The view box under a position, the one drawn last.
fn view_box_at(view: &SceneView, pos_px: DVec2) -> Option<WidgetKey> {
    let scene = &view.scene;
    scene.view_box_order.iter().rev().copied().find(|&key| scene.layout.solved_rect(key).contains(pos_px))
}

/// The interactive node under a position: of a view box, or above all of them.
fn hit(view: &SceneView, view_box: Option<WidgetKey>, pos_px: DVec2) -> Option<Route> {
    let root = match view_box {
        Some(key) => view.scene.view_boxes.get(key)?.root,
        None => view.scene.canvas_above().key,
    };
    hit_tree(view, root, view_box, pos_px)
}

/// The interactive node of a tree whose bounds hold a position, the one drawn last.
fn hit_tree(view: &SceneView, root: NodeKey, view_box: Option<WidgetKey>, pos_px: DVec2) -> Option<Route> {
    let items = view.list.tree(root).iter().rev().filter(|item| item.interactive);
    let mut shown = items.filter_map(|item| {
        let visual = view.scene.visuals.get(item.visual?)?;
        Some((item.node, visual.visual.bounds()?))
    });
    let (node, _) = shown.find(|(node, bounds)| {
        let pos = pos_in_node(view, *node, view_box, pos_px);
        pos.cmpge(bounds.min).all() && pos.cmple(bounds.max).all()
    })?;
    Some(Route { node, view_box })
}

/// Gives an event to a node, then to those above it, then to the camera, until one has handled it.
fn bubble(view: &mut SceneView, route: Route, event: &Event, pos_px: Option<DVec2>) -> Option<Taker> {
    let chain: Vec<NodeKey> = view.scene.chain(route.node).collect();
    for node in chain {
        if run(view, node, route, event, pos_px) == Handled::Yes {
            return Some(Taker::Node(node, route.view_box));
        }
    }
    let camera = Taker::Camera(route.view_box?);
    (deliver(view, camera, event, pos_px) == Handled::Yes).then_some(camera)
}

/// Gives an event to the one who took the press.
fn deliver(view: &mut SceneView, taker: Taker, event: &Event, pos_px: Option<DVec2>) -> Handled {
    match taker {
        Taker::Node(node, view_box) => run(view, node, Route { node, view_box }, event, pos_px),
        Taker::Camera(key) => {
            let rect = view.scene.layout.solved_rect(key);
            let Some(view_box) = view.scene.view_boxes.get_mut(key) else { return Handled::No };
            let pos_px = pos_px.map(|pos_px| pos_px - rect.pos);
            view_box.camera.event(&CameraEvent::new(event, pos_px, rect.size))
        }
    }
}

/// Runs the handlers of one node.
fn run(
    view: &mut SceneView,
    node: NodeKey,
    route: Route,
    event: &Event,
    pos_in_canvas: Option<DVec2>,
) -> Handled {
    if !view.scene.handlers.contains_key(node) {
        return Handled::No;
    }
    let id = view.scene.id;
    let scene_event = SceneEvent {
        event,
        node: NodeHandle::new(id, node),
        target: NodeHandle::new(id, route.node),
        view_box: route.view_box.map(|key| ViewBoxHandle::new(id, key)),
        pos_in_canvas,
        pos_in_node: pos_in_canvas.map(|pos_px| pos_in_node(view, node, route.view_box, pos_px)),
    };
    view.scene.run_handlers(node, &scene_event)
}

/// A position of the canvas in the frame of a node.
fn pos_in_node(view: &SceneView, node: NodeKey, view_box: Option<WidgetKey>, pos_px: DVec2) -> DVec2 {
    let seen_through = view_box.and_then(|key| Some((key, view.scene.view_boxes.get(key)?)));
    let canvas_from_scene = match seen_through {
        Some((key, found)) => canvas_from_scene(view.scene.layout.solved_rect(key), found.camera()),
        None => ChainTransform::default(),
    };
    let pos_in_scene = canvas_from_scene.imap(pos_px.extend(0.0));
    view.scene.scene_from(node).imap(pos_in_scene).truncate()
}

fn vector(pos: LogicalPos) -> DVec2 {
    DVec2::new(pos.x_px, pos.y_px)
}
