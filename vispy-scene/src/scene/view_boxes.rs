//! View boxes, their cameras, and the widgets of the layout.

use std::any::Any;

use vispy_visuals::Bounds;

use super::bounds::map_bounds;
use super::node::NodeEntry;
use super::{Node, Scene, stale};
use crate::camera::Camera;
use crate::error::{Error, Result};
use crate::handle::{NodeHandle, ViewBoxHandle, WidgetHandle, WidgetKey};
use crate::layout::{CanvasRect, Cell, GridOptions, Sizing};
use crate::view_box::ViewBox;

impl Scene {
    /// The grid that fills the canvas. Corresponds to VisPy's `central_widget`.
    #[must_use]
    pub fn root_grid(&self) -> WidgetHandle {
        WidgetHandle::new(self.id, self.layout.root())
    }

    /// Adds an empty widget: a place that the layout keeps free, such as an axis needs.
    ///
    /// # Errors
    /// `NotAGrid`; `StaleHandle`; `NotInScene`.
    pub fn add_widget(&mut self, grid: WidgetHandle, cell: Cell) -> Result<WidgetHandle> {
        self.insert_widget(grid, cell, None)
    }

    /// Adds a grid inside a grid.
    ///
    /// # Errors
    /// `NotAGrid`; `StaleHandle`; `NotInScene`.
    pub fn add_grid(&mut self, grid: WidgetHandle, cell: Cell, options: GridOptions) -> Result<WidgetHandle> {
        self.insert_widget(grid, cell, Some(options))
    }

    /// Adds a view box, with a root node of its own. View boxes that overlap are drawn in the order they were added.
    ///
    /// ```
    /// use vispy_scene::{Cell, DataRect, PanZoom, Scene};
    ///
    /// let mut scene = Scene::new();
    /// let camera = PanZoom::new(DataRect::new([0.0, 10.0], [-1.0, 1.0])?);
    /// let view_box = scene.add_view_box(scene.root_grid(), Cell::new(0, 0), camera)?;
    /// let root = scene.view_box_root(view_box)?;
    /// assert!(scene.children(root)?.is_empty());
    /// # Ok::<(), vispy_scene::Error>(())
    /// ```
    ///
    /// # Errors
    /// `NotAGrid`; `StaleHandle`; `NotInScene`.
    pub fn add_view_box<C: Camera>(
        &mut self,
        grid: WidgetHandle,
        cell: Cell,
        camera: C,
    ) -> Result<ViewBoxHandle> {
        let widget = self.insert_widget(grid, cell, None)?;
        let node = Node::new().with_name("root of a view box");
        let root = self.nodes.insert(NodeEntry { node, parent: None, children: Vec::new() });
        self.view_boxes.insert(widget.key, ViewBox::new(root, camera));
        self.view_box_order.push(widget.key);
        self.touch_structure();
        Ok(ViewBoxHandle::new(self.id, widget.key))
    }

    /// Removes a widget with all it holds: other widgets, view boxes, and the nodes that only these showed.
    ///
    /// # Errors
    /// `RootNode` for the root grid; `StaleHandle`; `NotInScene`.
    pub fn remove_widget(&mut self, widget: impl Into<WidgetHandle>) -> Result<()> {
        let widget = widget.into();
        let key = self.widget_key(widget)?;
        if key == self.layout.root() {
            let reason = "it is the root grid of the canvas";
            return Err(Error::RootNode { node: widget.to_string(), operation: "removed", reason });
        }
        for removed in self.layout.remove(key) {
            let Some(view_box) = self.view_boxes.remove(removed) else { continue };
            self.view_box_order.retain(|&other| other != removed);
            let shared = self.view_boxes.values().any(|other| other.root == view_box.root);
            let free = self.nodes.get(view_box.root).is_some_and(|entry| entry.parent.is_none());
            if free && !shared {
                self.remove_subtree(view_box.root);
            }
        }
        self.touch_structure();
        Ok(())
    }

    /// Sets how wide and how high a widget wants to be. Default: stretch 1, any size.
    ///
    /// # Errors
    /// `StaleHandle`; `NotInScene`.
    pub fn set_sizing(
        &mut self,
        widget: impl Into<WidgetHandle>,
        width: Sizing,
        height: Sizing,
    ) -> Result<()> {
        let key = self.widget_key(widget.into())?;
        if self.layout.set_sizing(key, [width, height]) {
            self.touch();
        }
        Ok(())
    }

    /// How wide and how high a widget wants to be.
    ///
    /// # Errors
    /// `StaleHandle`; `NotInScene`.
    pub fn sizing(&self, widget: impl Into<WidgetHandle>) -> Result<[Sizing; 2]> {
        let widget = widget.into();
        self.layout.sizing(self.widget_key(widget)?).ok_or_else(|| stale(&widget))
    }

    /// Moves a widget to other cells of its grid.
    ///
    /// # Errors
    /// `StaleHandle`; `NotInScene`.
    pub fn set_cell(&mut self, widget: impl Into<WidgetHandle>, cell: Cell) -> Result<()> {
        let key = self.widget_key(widget.into())?;
        if self.layout.set_cell(key, cell.with_span(cell.rows, cell.columns)) {
            self.touch();
        }
        Ok(())
    }

    /// Sets the spaces in and around a grid.
    ///
    /// # Errors
    /// `NotAGrid`; `StaleHandle`; `NotInScene`.
    pub fn set_grid_options(&mut self, grid: WidgetHandle, options: GridOptions) -> Result<()> {
        let key = self.widget_key(grid)?;
        let changed = self.layout.set_options(key, options);
        if changed.ok_or_else(|| Error::NotAGrid { widget: grid.to_string() })? {
            self.touch();
        }
        Ok(())
    }

    /// Where a widget is, edges on whole physical pixels. Solves the layout first if anything changed, so that the answer
    /// is right at any time.
    ///
    /// # Errors
    /// `Layout`; `StaleHandle`; `NotInScene`.
    pub fn rect(&mut self, widget: impl Into<WidgetHandle>) -> Result<CanvasRect> {
        let key = self.widget_key(widget.into())?;
        self.layout.rect(key)
    }

    /// The view boxes, in the order they are drawn.
    pub fn view_boxes(&self) -> impl Iterator<Item = ViewBoxHandle> + '_ {
        self.view_box_order.iter().map(|&key| ViewBoxHandle::new(self.id, key))
    }

    /// A view box.
    ///
    /// # Errors
    /// `StaleHandle`; `NotInScene`.
    pub fn view_box(&self, view_box: ViewBoxHandle) -> Result<&ViewBox> {
        self.own(view_box.scene, &view_box)?;
        self.view_boxes.get(view_box.key).ok_or_else(|| stale(&view_box))
    }

    /// A view box, to change it. The scene counts as changed from then on and is drawn anew.
    ///
    /// # Errors
    /// `StaleHandle`; `NotInScene`.
    pub fn view_box_mut(&mut self, view_box: ViewBoxHandle) -> Result<&mut ViewBox> {
        self.own(view_box.scene, &view_box)?;
        self.touch();
        self.view_boxes.get_mut(view_box.key).ok_or_else(|| stale(&view_box))
    }

    /// The node below which the nodes of a view box are.
    ///
    /// # Errors
    /// `StaleHandle`; `NotInScene`.
    pub fn view_box_root(&self, view_box: ViewBoxHandle) -> Result<NodeHandle> {
        Ok(NodeHandle::new(self.id, self.view_box(view_box)?.root))
    }

    /// Shows another tree of nodes: several view boxes may show one. The root it had stays in the scene.
    ///
    /// # Errors
    /// `RootNode` when the node has a parent; `StaleHandle`; `NotInScene`.
    pub fn set_view_box_root(&mut self, view_box: ViewBoxHandle, root: NodeHandle) -> Result<()> {
        let key = self.key(root)?;
        if self.nodes[key].parent.is_some() {
            let reason = "it has a parent; use the root of its tree";
            return Err(Error::RootNode { node: root.to_string(), operation: "shown", reason });
        }
        self.view_box_mut(view_box)?.root = key;
        self.touch_structure();
        Ok(())
    }

    /// The camera of a view box.
    ///
    /// # Errors
    /// `CameraType` when it is of another type; `StaleHandle`; `NotInScene`.
    pub fn camera<C: Camera>(&self, view_box: ViewBoxHandle) -> Result<&C> {
        let found = self.view_box(view_box)?;
        let camera: &dyn Any = &*found.camera;
        camera.downcast_ref().ok_or_else(|| camera_type::<C>(view_box, found.camera_type))
    }

    /// The camera of a view box, to change it. Its version tells whether it did change.
    ///
    /// # Errors
    /// `CameraType` when it is of another type; `StaleHandle`; `NotInScene`.
    pub fn camera_mut<C: Camera>(&mut self, view_box: ViewBoxHandle) -> Result<&mut C> {
        self.own(view_box.scene, &view_box)?;
        let found = self.view_boxes.get_mut(view_box.key).ok_or_else(|| stale(&view_box))?;
        let camera: &mut dyn Any = &mut *found.camera;
        camera.downcast_mut().ok_or_else(|| camera_type::<C>(view_box, found.camera_type))
    }

    /// Gives a view box another camera.
    ///
    /// # Errors
    /// `StaleHandle`; `NotInScene`.
    pub fn set_camera<C: Camera>(&mut self, view_box: ViewBoxHandle, camera: C) -> Result<()> {
        let found = self.view_box_mut(view_box)?;
        found.camera = Box::new(camera);
        found.camera_type = std::any::type_name::<C>();
        Ok(())
    }

    /// Moves the camera of a view box so that it shows all data, with `margin` times their extent on each side, and makes
    /// this its home. Nothing happens when there are no data. Corresponds to VisPy's `set_range`.
    ///
    /// # Errors
    /// `StaleHandle`; `NotInScene`.
    pub fn fit(&mut self, view_box: ViewBoxHandle, margin: f64) -> Result<()> {
        if let Some(bounds) = self.scene_bounds(view_box)?
            && let Some(found) = self.view_boxes.get_mut(view_box.key)
        {
            found.camera.fit(bounds, margin);
        }
        Ok(())
    }

    /// The smallest rectangle that holds all visible data of a view box, in its scene frame: all transforms applied.
    /// Corresponds to VisPy's `get_scene_bounds`.
    ///
    /// # Errors
    /// `StaleHandle`; `NotInScene`.
    pub fn scene_bounds(&self, view_box: ViewBoxHandle) -> Result<Option<Bounds>> {
        let root = self.view_box_root(view_box)?;
        let transform = self.node(root)?.transform();
        Ok(self.bounds(root)?.and_then(|bounds| map_bounds(&**transform, bounds)))
    }

    fn insert_widget(
        &mut self,
        grid: WidgetHandle,
        cell: Cell,
        options: Option<GridOptions>,
    ) -> Result<WidgetHandle> {
        let parent = self.widget_key(grid)?;
        let key = self.layout.add(parent, cell, options);
        let key = key.ok_or_else(|| Error::NotAGrid { widget: grid.to_string() })?;
        self.touch();
        Ok(WidgetHandle::new(self.id, key))
    }

    /// The slot that a handle names, if it is of this scene.
    fn widget_key(&self, widget: WidgetHandle) -> Result<WidgetKey> {
        self.own(widget.scene, &widget)?;
        if self.layout.contains(widget.key) { Ok(widget.key) } else { Err(stale(&widget)) }
    }
}

fn camera_type<C>(view_box: ViewBoxHandle, found: &'static str) -> Error {
    Error::CameraType { view_box: view_box.to_string(), expected: std::any::type_name::<C>(), found }
}
