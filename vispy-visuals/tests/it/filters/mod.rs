//! Filters, by numbers: what the driver draws equals the filters of this file, applied one after the other.

mod kinds;

use kinds::{KINDS, Kind};
use vispy_app::egl::HeadlessContext;
use vispy_gloo::{Context, FrameBuffer, ReadFormat, RenderTarget, Texture2D, TextureFormat};
use vispy_visuals::color::{Color, Colormap};
use vispy_visuals::filters::{
    Alpha, ClipPlanes, ColorFilter, Coordinate, Filter, Filtered, Filters, Isoline, PickingId, Plane,
    RectClip, Seen, Site, ZColormap,
};
use vispy_visuals::glam::{DMat4, DVec2, DVec3, DVec4, Mat4, Vec4};
use vispy_visuals::shaders::{Function, Snippet};
use vispy_visuals::text::TextStyle;
use vispy_visuals::transforms::{ChainTransform, LogTransform, MatrixTransform, StTransform};
use vispy_visuals::vector::{Cap, Join};
use vispy_visuals::visuals::{
    Ellipse, Image, ImageData, ImageStyle, Interpolation, Line, LineStyle, Markers, MarkersStyle,
    PolygonStyle, Rectangle, Text,
};
use vispy_visuals::{Bounds, Device, Error, View, Visual};

use crate::support::{draw_frame, pixel_view, try_draw_frame, with_map};

const SIZE: u32 = 48;

/// A target of floats: what is read is what a fragment put out.
struct Floats {
    ctx: HeadlessContext,
    framebuffer: FrameBuffer,
    target: RenderTarget,
}

impl Floats {
    fn new() -> Option<Self> {
        let mut ctx = vispy_app::testing::test_context()?;
        let texture = Texture2D::empty(TextureFormat::Rgba32F, SIZE, SIZE).unwrap();
        let framebuffer = FrameBuffer::new(&texture).unwrap();
        let target = ctx.use_framebuffer(&framebuffer).unwrap();
        Some(Self { ctx, framebuffer, target })
    }

    /// The pixels, rows from the bottom up.
    fn draw(&mut self, visuals: &mut [(&mut dyn Visual, &View)]) -> Vec<DVec4> {
        let target = self.ctx.use_framebuffer(&self.framebuffer).unwrap();
        draw_frame(&mut self.ctx, target, [0.0; 4], visuals);
        let mut bytes = Vec::new();
        self.ctx.read_pixels_now(target, target.rect(), ReadFormat::Rgba32F, &mut bytes).unwrap();
        let float = |bytes: &[u8]| f64::from(f32::from_ne_bytes(bytes.try_into().unwrap()));
        let pixel = |bytes: &[u8]| DVec4::from_slice(&bytes.chunks_exact(4).map(float).collect::<Vec<_>>());
        bytes.chunks_exact(16).map(pixel).collect()
    }

    fn set(&mut self, change: impl FnOnce(&mut Device)) {
        let result = Device::with(&mut self.ctx, |_, device| {
            change(device);
            Ok::<_, Error>(())
        });
        result.unwrap();
    }
}

fn center(index: usize) -> DVec2 {
    DVec2::new((index % SIZE as usize) as f64 + 0.5, (index / SIZE as usize) as f64 + 0.5)
}

/// A view in which the visual's frame is turned, sheared and flipped, and 12 units wide.
fn turned_view(target: RenderTarget) -> View {
    let matrix = DMat4::from_translation(DVec3::new(24.0, 22.0, 0.0))
        * DMat4::from_rotation_z(0.3)
        * DMat4::from_scale(DVec3::new(4.0, -3.5, 1.0))
        * DMat4::from_translation(DVec3::new(-6.0, -6.0, 0.0));
    with_map(target, MatrixTransform::new(matrix).unwrap())
}

/// 12 x 12 texels; the number is that of the column.
fn image(alpha: f32) -> Image {
    let values = (0..144).map(|i| (i % 12) as f32).collect::<Vec<_>>();
    let colors = [[0.1, 0.2, 0.9], [0.9, 0.8, 0.2], [0.3, 0.9, 0.4]];
    let colors = colors.map(|[r, g, b]| Color::rgb(r, g, b).with_alpha(alpha));
    let style = ImageStyle {
        colormap: Colormap::from_colors("test", &colors).unwrap(),
        interpolation: Interpolation::Linear,
        limits: Some([-1.0, 13.0]),
    };
    Image::new(ImageData::scalars(12, 12, values).unwrap(), style).unwrap()
}

/// Compares with the filters applied to `plain` one after the other; how many pixels differ from plain.
fn compare(name: &str, plain: &[DVec4], found: &[DVec4], kinds: &[Kind], view: &View) -> usize {
    let mut changed = 0;
    for (index, (before, found)) in plain.iter().zip(found).enumerate() {
        let pixel = center(index);
        let expected = kinds.iter().try_fold(*before, |color, kind| kind.apply(color, view, pixel));
        let Some(expected) = expected else { continue };
        let error = (expected - *found).abs().max_element();
        assert!(error < 2e-4, "{name} at {pixel}: {before} became {found}, expected {expected}");
        changed += usize::from((*before - *found).abs().max_element() > 1e-3);
    }
    changed
}

#[test]
fn each_filter_and_each_pair_equals_its_numbers() {
    let Some(mut stage) = Floats::new() else { return };
    let view = turned_view(stage.target);
    let plain = stage.draw(&mut [(&mut image(0.9), &view)]);
    assert!(plain.iter().filter(|color| color.w > 0.0).count() > 1000);
    for first in KINDS {
        let mut one = Filtered::new(image(0.9), first.attach(Filters::new(), 0));
        let found = stage.draw(&mut [(&mut one, &view)]);
        assert!(compare(&format!("{first:?}"), &plain, &found, &[first], &view) > 100, "{first:?}");
        for second in KINDS {
            let name = format!("{first:?}, {second:?}");
            let filters = second.attach(first.attach(Filters::new(), 0), 1);
            let mut pair = Filtered::new(image(0.9), filters);
            let found = stage.draw(&mut [(&mut pair, &view)]);
            // The value of the image comes first, whatever the positions.
            let mut kinds = [first, second];
            kinds.sort_by_key(|kind| *kind != Kind::Isoline);
            compare(&name, &plain, &found, &kinds, &view);
        }
    }
}

/// One of every kind of program, in pixels.
fn visuals() -> Vec<(&'static str, Box<dyn Visual>)> {
    let at = |x: f64, y: f64| DVec2::new(x, y);
    let color = Color::rgb(0.8, 0.3, 0.1).with_alpha(0.9);
    let zigzag = [at(3.3, 4.1), at(20.0, 44.0), at(30.5, 6.0), at(45.0, 40.0)];
    let style = LineStyle { color, width_px: 7.0, ..LineStyle::default() };
    let mut colored = Line::from_points(&zigzag, style);
    colored.set_colors(Some(vec![color, Color::BLACK, Color::rgb(0.0, 1.0, 0.0), color])).unwrap();
    // Apart from each other: a filter acts on each before it is blended over others.
    let markers = |size: f32, count: usize| {
        let style = MarkersStyle { size, face: color, edge_width_px: 1.5, ..MarkersStyle::default() };
        let [x, y] = [[10.0, 24.0, 39.0], [12.0, 34.0, 15.0]].map(|values| values[..count].to_vec());
        Markers::new(x, y, style).unwrap()
    };
    let bytes: Vec<u8> = (0..64).map(|i| 255 - i).collect();
    let rgba = Image::new(ImageData::rgba8(4, 4, bytes).unwrap(), ImageStyle::default()).unwrap();
    let text = Text::new("Wig", at(4.0, 12.0), TextStyle::new(24.0)).unwrap().with_color(color);
    let rounded = Rectangle::new(at(5.5, 6.25), at(40.0, 41.5), color).unwrap();
    vec![
        ("rectangle", Box::new(Rectangle::new(at(5.5, 6.25), at(40.0, 41.5), color).unwrap())),
        ("round rectangle", Box::new(rounded.with_border(Color::BLACK, 2.0).with_radius(7.0))),
        (
            "ellipse",
            Box::new(
                Ellipse::new(
                    at(24.0, 24.0),
                    at(20.0, 15.0),
                    PolygonStyle { fill: color, ..PolygonStyle::default() },
                )
                .unwrap(),
            ),
        ),
        ("text", Box::new(text)),
        ("markers", Box::new(markers(16.0, 3))),
        ("large markers", Box::new(markers(300.0, 1))),
        ("image", Box::new(rgba.with_extent(at(2.0, 3.0), at(44.0, 45.5)).unwrap())),
        ("round line", Box::new(Line::from_points(&zigzag, style))),
        (
            "line",
            Box::new(Line::from_points(&zigzag, LineStyle { join: Join::Miter, cap: Cap::Butt, ..style })),
        ),
        ("coloured line", Box::new(colored)),
    ]
}

/// A visual in a box with filters.
#[derive(Debug)]
struct Boxed(Box<dyn Visual>, Filters);

impl Visual for Boxed {
    fn bounds(&self) -> Option<Bounds> {
        self.0.bounds()
    }

    fn prepare(&mut self, cx: &mut vispy_visuals::DrawContext<'_>) -> vispy_visuals::Result<()> {
        cx.filtered(&self.1, |cx| self.0.prepare(cx))
    }

    fn draw(&mut self, cx: &mut vispy_visuals::DrawContext<'_>) -> vispy_visuals::Result<()> {
        cx.filtered(&self.1, |cx| self.0.draw(cx))
    }

    fn vector(
        &self,
        view: &View,
        sink: &mut dyn vispy_visuals::vector::VectorSink,
    ) -> Result<(), vispy_visuals::vector::NotVector> {
        self.0.vector(view, sink)
    }
}

#[test]
fn filters_go_with_every_visual() {
    let Some(mut stage) = Floats::new() else { return };
    let view = pixel_view(stage.target);
    for rasterizing in [true, false] {
        stage.set(|device| device.set_rasterizing(rasterizing));
        for (name, visual) in visuals() {
            let mut visual = Boxed(visual, Filters::new());
            let plain = stage.draw(&mut [(&mut visual, &view)]);
            let drawn = plain.iter().filter(|color| color.w > 0.0).count();
            assert!(drawn > 100, "{name}: {drawn}");
            for kind in KINDS.into_iter().filter(|kind| *kind != Kind::Isoline) {
                visual.1 = kind.attach(Filters::new(), 0);
                let found = stage.draw(&mut [(&mut visual, &view)]);
                let changed = compare(&format!("{name}, {kind:?}"), &plain, &found, &[kind], &view);
                assert!(changed > 50, "{name}, {kind:?}: {changed} of {drawn}");
            }
            visual.1 = Filters::new();
            assert!(stage.draw(&mut [(&mut visual, &view)]) == plain, "{name}: without filters again");
        }
    }
}

#[test]
fn merged_draws_keep_their_filters_to_themselves() {
    let (mut ctx, _) = Context::recorder();
    let target = RenderTarget::canvas(SIZE, SIZE);
    let square = |index: usize, filters: Filters| {
        let corner = DVec2::new((index % 8 * 6) as f64, (index / 8 * 6) as f64);
        Boxed(Box::new(Rectangle::new(corner, corner + 6.0, Color::WHITE).unwrap()), filters)
    };
    let tint = |index: usize| {
        let shade = index as f32 / 64.0;
        Filters::new().with(ColorFilter::tint(Color::rgb(shade, 1.0 - shade, 0.5)))
    };
    let squares = || -> Vec<Boxed> {
        let filters = |index| if index % 4 == 3 { Filters::new() } else { tint(index) };
        (0..64).map(|index| square(index, filters(index))).collect()
    };
    let mut recorded = squares();
    let view = pixel_view(target);
    let frame = |ctx: &mut Context, squares: &mut [Boxed]| {
        ctx.take_stats();
        let mut list: Vec<(&mut dyn Visual, &View)> =
            squares.iter_mut().map(|square| (square as &mut dyn Visual, &view)).collect();
        draw_frame(ctx, target, [0.0; 4], &mut list);
        ctx.take_stats()
    };
    assert_eq!(frame(&mut ctx, &mut recorded).draws, 2, "with filters and without");
    let steady = frame(&mut ctx, &mut recorded);
    assert_eq!((steady.draws, steady.uploads, steady.links), (2, 0, 0));
    recorded[1].1 = tint(40);
    let changed = frame(&mut ctx, &mut recorded);
    assert_eq!((changed.draws, changed.links), (2, 0), "another value compiles nothing");
    assert!(changed.uploads > 0);

    let mut squares = squares();
    squares[1].1 = tint(40);
    let Some(mut stage) = Floats::new() else { return };
    let view = pixel_view(stage.target);
    let mut list: Vec<(&mut dyn Visual, &View)> =
        squares.iter_mut().map(|square| (square as &mut dyn Visual, &view)).collect();
    let found = stage.draw(&mut list);
    for (index, found) in found.iter().enumerate() {
        let cell = center(index).as_uvec2() / 6;
        let of = (cell.y * 8 + cell.x) as usize;
        let shade = if of == 1 { 40.0 / 64.0 } else { of as f64 / 64.0 };
        let tinted = DVec4::new(shade, 1.0 - shade, 0.5, 1.0);
        let expected = if of % 4 == 3 { DVec4::ONE } else { tinted };
        assert!((*found - expected).abs().max_element() < 1e-5, "square {of}: {found}, not {expected}");
    }
}

#[test]
fn any_number_of_clip_planes() {
    let Some(mut stage) = Floats::new() else { return };
    let view = pixel_view(stage.target);
    for count in [0, 1, 8, 500] {
        let planes = (0..count).map(|index| {
            let normal = DVec2::from_angle(f64::from(index) / f64::from(count) * std::f64::consts::TAU);
            Plane { point: DVec2::splat(24.0) - 15.0 * normal, normal }
        });
        let square = Rectangle::new(DVec2::ZERO, DVec2::splat(48.0), Color::WHITE).unwrap();
        let mut clipped = Filtered::new(square, Filters::new().with(ClipPlanes::new(planes).unwrap()));
        let found = stage.draw(&mut [(&mut clipped, &view)]);
        let area: f64 = found.iter().map(|color| color.w).sum();
        // Areas of what is left of the square: all, a strip of 39 px, an octagon about a circle of 15 px, the circle.
        let octagon = 8.0 * 15.0 * 15.0 * (std::f64::consts::PI / 8.0).tan();
        let expected = [2304.0, 39.0 * 48.0, octagon, 225.0 * std::f64::consts::PI];
        let expected = expected[[0, 1, 8, 500].iter().position(|known| *known == count).unwrap()];
        assert!((area / expected - 1.0).abs() < 0.003, "{count}: {area}, not {expected}");
    }
}

#[test]
fn lines_of_luminance_are_where_a_ramp_has_it() {
    let Some(mut stage) = Floats::new() else { return };
    // Column x of 48 has the grey (x + 0.5) / 48 in the middle of its pixel.
    let bytes: Vec<u8> = [0, 255].iter().flat_map(|grey| [*grey, *grey, *grey, 255]).collect();
    let style = ImageStyle { interpolation: Interpolation::Linear, ..ImageStyle::default() };
    let ramp = Image::new(ImageData::rgba8(2, 1, bytes).unwrap(), style).unwrap();
    let ramp = ramp.with_extent(DVec2::new(-48.0, 0.0), DVec2::new(96.0, 48.0)).unwrap();
    let lines =
        Isoline::new([0.25, 0.5]).unwrap().with_color(Color::rgb(1.0, 0.0, 0.0)).with_width(2.0).unwrap();
    let mut ramp = Filtered::new(ramp, Filters::new().with(lines));
    let view = pixel_view(stage.target);
    let found = stage.draw(&mut [(&mut ramp, &view)]);
    for (index, color) in found.iter().enumerate() {
        let x = center(index).x;
        // Grey is x / 72 + 1/6 there.
        let away = [(0.25 - 1.0 / 6.0) * 72.0, (0.5 - 1.0 / 6.0) * 72.0].map(|line: f64| (line - x).abs());
        let cover = (1.5 - away[0].min(away[1])).clamp(0.0, 1.0);
        let grey = (x / 72.0 + 1.0 / 6.0) * (1.0 - cover);
        let expected = DVec4::new(grey + cover, grey, grey, 1.0);
        assert!((*color - expected).abs().max_element() < 2e-3, "at {x}: {color}, not {expected}");
    }
}

#[test]
fn filters_follow_logarithmic_axes() {
    let Some(mut stage) = Floats::new() else { return };
    // 16 px a decade of x from 1 on; y in pixels.
    let log = LogTransform::new(DVec3::new(10.0, 0.0, 0.0)).unwrap();
    let scale = StTransform::new(DVec3::new(16.0, 1.0, 1.0), DVec3::ZERO);
    let chain = ChainTransform::new([std::sync::Arc::new(scale) as _, std::sync::Arc::new(log) as _]);
    let view = View { framebuffer_from_visual: chain, ..pixel_view(stage.target) };
    let square = || Rectangle::new(DVec2::new(1.0, 0.0), DVec2::new(1000.0, 48.0), Color::WHITE).unwrap();
    let bounds = Bounds { min: DVec2::new(-5.0, 10.0), max: DVec2::new(100.0, f64::INFINITY) };
    let mut clipped = Filtered::new(square(), Filters::new().with(RectClip::new(bounds).unwrap()));
    let found = stage.draw(&mut [(&mut clipped, &view)]);
    for (index, color) in found.iter().enumerate() {
        let inside = center(index).x < 32.0 && center(index).y > 10.0;
        assert!((color.w - f64::from(u8::from(inside))).abs() < 1e-5, "at {}: {color}", center(index));
    }
    let left_of_10 = Plane { point: DVec2::new(10.0, 0.0), normal: -DVec2::X };
    let planes =
        ClipPlanes::new([left_of_10, Plane { point: DVec2::new(-1.0, 0.0), normal: DVec2::X }]).unwrap();
    let mut clipped = Filtered::new(square(), Filters::new().with(planes));
    let area: f64 = stage.draw(&mut [(&mut clipped, &view)]).iter().map(|color| color.w).sum();
    assert!((area - 16.0 * 48.0).abs() < 0.01, "an area of {area} px");
    let map = ZColormap::new(Coordinate::X, Colormap::default(), [0.0, 1000.0]).unwrap();
    let mut colored = Filtered::new(square(), Filters::new().with(map));
    for (index, color) in stage.draw(&mut [(&mut colored, &view)]).iter().enumerate() {
        let value = 10_f64.powf(center(index).x / 16.0);
        let expected = DVec4::from(Colormap::default().map(value / 1000.0).premultiplied().map(f64::from));
        assert!((*color - expected).abs().max_element() < 1e-5, "at {}", center(index));
    }
    let across = Plane { point: DVec2::ONE, normal: DVec2::ONE };
    let mut refused = Filtered::new(square(), Filters::new().with(ClipPlanes::new([across]).unwrap()));
    let error = try_draw_frame(&mut stage.ctx, stage.target, [0.0; 4], &mut [(&mut refused, &view)]);
    let said = "clip planes: expected normals along x or y where axes are not linear, got normal [1, 1]";
    assert_eq!(error.unwrap_err().to_string(), said);
}

/// Keeps every n-th column; a filter that a user writes.
#[derive(Debug)]
struct Columns(f32);

impl Filter for Columns {
    fn hook(&self, site: &Site<'_>) -> vispy_visuals::Result<(&'static str, Function)> {
        let text = "vec4 columns(vec4 c) { return mod(floor(gl_FragCoord.x), $filter_value(0).x) == 0.0 ? c : vec4(0.0); }";
        let columns = Function::new(&Snippet::new("test/columns.glsl", text)?);
        Ok(("fragment_post", columns.bind("filter_value", site.filter_value()?)?))
    }

    fn values(&self, _: &Seen<'_>, values: &mut Vec<[f32; 4]>) -> vispy_visuals::Result<()> {
        values.push([self.0, 0.0, 0.0, 0.0]);
        Ok(())
    }
}

#[test]
fn filters_of_parts_act_before_those_of_the_whole_and_in_their_own_frames() {
    let Some(mut stage) = Floats::new() else { return };
    let view = pixel_view(stage.target);
    let square = Rectangle::new(DVec2::ZERO, DVec2::splat(48.0), Color::WHITE).unwrap();
    let inner = Filters::new().with(Columns(3.0)).with(Alpha::new(0.5).unwrap());
    let outer = Filters::new().with(ColorFilter::inverted());
    let mut nested = Filtered::new(Filtered::new(square, inner), outer);
    for (index, color) in stage.draw(&mut [(&mut nested, &view)]).iter().enumerate() {
        let expected = if index % 3 == 0 { DVec4::new(0.0, 0.0, 0.0, 0.5) } else { DVec4::ZERO };
        assert!((*color - expected).abs().max_element() < 1e-5, "at {}: {color}", center(index));
    }
}

#[test]
fn what_makes_no_filter_is_said() {
    let refused = [
        Alpha::new(1.5).unwrap_err(),
        Alpha::new(f32::NAN).unwrap_err(),
        ColorFilter::new(Mat4::IDENTITY, Vec4::new(0.0, f32::INFINITY, 0.0, 0.0)).unwrap_err(),
        ClipPlanes::new([Plane { point: DVec2::ONE, normal: DVec2::ZERO }]).unwrap_err(),
        RectClip::new(Bounds { min: DVec2::ONE, max: DVec2::ZERO }).unwrap_err(),
        ZColormap::new(Coordinate::Y, Colormap::default(), [1.0, 1.0]).unwrap_err(),
        Isoline::new([1.0, f64::NAN]).unwrap_err(),
        Isoline::new([]).unwrap().with_width(-1.0).unwrap_err(),
        PickingId::new(1 << 24).unwrap_err(),
    ];
    insta::assert_snapshot!(refused.map(|error| error.to_string()).join("\n"));
}
