//! Scenes as vector graphics.

use vispy_scene::glam::DVec2;
use vispy_visuals::color::Color;
use vispy_visuals::vector::{PathStep, Raster, Stroke, TextRun, VectorSink};

use crate::world::{BLUE, World};

/// Writes down what it is given.
#[derive(Default)]
struct Lines(Vec<String>);

impl VectorSink for Lines {
    fn push_clip(&mut self, corner: DVec2, size: DVec2) {
        self.0.push(format!("clip {corner} {size}"));
    }
    fn pop_clip(&mut self) {
        self.0.push("end".to_owned());
    }
    fn stroke(&mut self, _path: &[PathStep], stroke: &Stroke) {
        self.0.push(format!("stroke {}", stroke.color));
    }
    fn fill(&mut self, path: &[PathStep], color: Color) {
        let start = path.first().copied();
        let Some(PathStep::MoveTo(start)) = start else { return };
        self.0.push(format!("fill {color} from {start}"));
    }
    fn text(&mut self, run: &TextRun<'_>) {
        self.0.push(format!("text {}", run.text));
    }
    fn raster(&mut self, raster: &Raster) {
        self.0.push(format!("raster {}x{} at {}", raster.width, raster.height, raster.corner));
    }
}

#[test]
fn vector_graphics_follow_the_draw_list_and_its_clips() {
    let mut world = World::new();
    let scene = world.view.scene_mut();
    scene.view_box_mut(world.boxes[1]).unwrap().set_background(Some(BLUE.with_alpha(0.5)));
    scene.get_mut(world.solids[1]).unwrap().has_vector_form = false;
    let mut lines = Lines::default();
    let unvectored = world.view.vector(&mut lines).unwrap();
    assert_eq!(
        lines.0,
        [
            "fill #ffffffff from [0, 0]",
            "clip [0, 0] [40, 40]",
            "fill #ff0000ff from [15, 25]",
            "end",
            "fill #0000ff80 from [40, 0]",
            "clip [40, 0] [40, 40]",
            "end",
        ]
    );
    assert_eq!(unvectored.len(), 1);
    assert_eq!((unvectored[0].node, unvectored[0].index), (world.nodes[1], 1));
    assert_eq!(unvectored[0].reason.to_string(), "solid has no vector form: it was told to have none");
}
