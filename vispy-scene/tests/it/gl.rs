//! Frames on a real driver, read back.

use vispy_app::egl::HeadlessContext;
use vispy_app::testing::test_context;
use vispy_gloo::{FrameBuffer, Pixels, ReadFormat, Texture2D, TextureFormat};
use vispy_scene::glam::DVec2;
use vispy_scene::{Border, Node};
use vispy_visuals::Bounds;
use vispy_visuals::color::Color;
use vispy_visuals::filters::{Alpha, Filters, RectClip};
use vispy_visuals::visuals::Rectangle;

use crate::solid::Solid;
use crate::world::{BLUE, World};

/// Draws a world into 80 x 40 pixels and reads them.
fn picture(ctx: &mut HeadlessContext, world: &mut World) -> Pixels {
    let texture = Texture2D::empty(TextureFormat::Rgba8, 80, 40).unwrap();
    let framebuffer = FrameBuffer::new(&texture).unwrap();
    let target = ctx.use_framebuffer(&framebuffer).unwrap();
    world.view.draw(ctx, target).unwrap();
    let mut data = Vec::new();
    ctx.read_pixels_now(target, target.rect(), ReadFormat::Rgba8, &mut data).unwrap();
    Pixels { width: 80, height: 40, format: ReadFormat::Rgba8, data }
}

/// A pixel by its place from the upper left corner.
fn pixel(pixels: &Pixels, x: u32, y: u32) -> [u8; 4] {
    pixels.pixel(x, 39 - y).unwrap().try_into().unwrap()
}

const WHITE_PX: [u8; 4] = [255; 4];
const RED_PX: [u8; 4] = [255, 0, 0, 255];
const GREEN_PX: [u8; 4] = [0, 255, 0, 255];
const BLUE_PX: [u8; 4] = [0, 0, 255, 255];

#[test]
fn two_view_boxes_show_their_squares() {
    let Some(mut ctx) = test_context() else { return };
    let mut world = World::new();
    let pixels = picture(&mut ctx, &mut world);
    for y in 0..40 {
        for x in 0..80 {
            let inside = |from: u32| (from..from + 10).contains(&x) && (15..25).contains(&y);
            let expected = match (inside(15), inside(55)) {
                (true, _) => RED_PX,
                (_, true) => GREEN_PX,
                _ => WHITE_PX,
            };
            assert_eq!(pixel(&pixels, x, y), expected, "at {x}, {y}");
        }
    }
}

#[test]
fn view_boxes_clip_and_fill_what_is_theirs() {
    let Some(mut ctx) = test_context() else { return };
    let mut world = World::new();
    let scene = world.view.scene_mut();
    // Wider than its view box, which cuts it off at x = 40.
    scene.get_mut(world.solids[0]).unwrap().bounds.max.x = 1000.0;
    let right = scene.view_box_mut(world.boxes[1]).unwrap();
    right.set_background(Some(Color::BLACK));
    right.set_border(Some(Border { color: BLUE, width_px: 2.0 }));
    let half = Solid::new([38.0, 42.0], [0.0, 8.0], Color::WHITE.with_alpha(0.5));
    scene.add(scene.canvas_above(), half).unwrap();
    let pixels = picture(&mut ctx, &mut world);
    assert_eq!([14, 15, 39].map(|x| pixel(&pixels, x, 20)), [WHITE_PX, RED_PX, RED_PX]);
    assert_eq!([40, 41].map(|x| pixel(&pixels, x, 20)), [BLUE_PX, BLUE_PX], "the border, not the red one");
    assert_eq!([42, 54, 55].map(|x| pixel(&pixels, x, 20)), [[0, 0, 0, 255], [0, 0, 0, 255], GREEN_PX]);
    assert_eq!([(79, 20), (60, 0), (60, 39)].map(|(x, y)| pixel(&pixels, x, y)), [BLUE_PX; 3]);
    assert_eq!(pixel(&pixels, 40, 7), [128, 128, 255, 255], "what is above lies over the border");
    assert_eq!(pixel(&pixels, 40, 8), BLUE_PX, "eight pixels from the top");
}

#[test]
fn a_moved_camera_moves_the_picture() {
    let Some(mut ctx) = test_context() else { return };
    let mut world = World::new();
    picture(&mut ctx, &mut world);
    world.move_to(20.0, 20.0);
    world.press(vispy_app::events::MouseButton::Left);
    world.move_to(30.0, 10.0);
    let pixels = picture(&mut ctx, &mut world);
    assert_eq!(
        [(24, 10), (25, 10), (34, 10), (35, 10)].map(|(x, y)| pixel(&pixels, x, y)),
        [WHITE_PX, RED_PX, RED_PX, WHITE_PX]
    );
    assert_eq!(
        [(30, 4), (30, 5), (30, 14), (30, 15)].map(|(x, y)| pixel(&pixels, x, y)),
        [WHITE_PX, RED_PX, RED_PX, WHITE_PX]
    );
}

#[test]
fn filters_of_a_node_act_on_its_own_visual() {
    let Some(mut ctx) = test_context() else { return };
    let mut world = World::new();
    let scene = world.view.scene_mut();
    let square = |x: f64| {
        let (low, high) = (DVec2::new(x, 0.0), DVec2::new(x + 8.0, 8.0));
        Rectangle::new(low, high, Color::rgb(1.0, 0.0, 0.0)).unwrap()
    };
    let bounds = Bounds { min: DVec2::ZERO, max: DVec2::new(4.0, 8.0) };
    let clip =
        |factor: f32| Filters::new().with(RectClip::new(bounds).unwrap()).with(Alpha::new(factor).unwrap());
    let [first, second] = [0.0, 20.0].map(|x| scene.add_visual(square(x)));
    let root = scene.canvas_above();
    let node = scene.add_node(root, Node::new().with_visual(first).with_filters(clip(1.0))).unwrap();
    scene.add_node(node, Node::new().with_visual(second)).unwrap();
    let seen = |world: &mut World, ctx: &mut HeadlessContext| {
        let pixels = picture(ctx, world);
        [1, 3, 4, 24].map(|x| pixel(&pixels, x, 4))
    };
    assert_eq!(seen(&mut world, &mut ctx), [RED_PX, RED_PX, WHITE_PX, RED_PX]);
    world.view.scene_mut().set_filters(node, clip(0.6)).unwrap();
    assert!(world.view.needs_redraw());
    let pink = [255, 102, 102, 255];
    assert_eq!(seen(&mut world, &mut ctx), [pink, pink, WHITE_PX, RED_PX]);
    world.view.scene_mut().set_filters(node, Filters::new()).unwrap();
    assert_eq!(seen(&mut world, &mut ctx), [RED_PX; 4]);
}
