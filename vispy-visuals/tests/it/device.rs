//! What visuals share: rows, vertices, the glyph atlas, and what happens between two contexts.

use vispy_gloo::{Context, FrameBuffer, RenderTarget, Texture2D, TextureFormat};
use vispy_visuals::color::Color;
use vispy_visuals::device::{Row, RowHandle};
use vispy_visuals::glam::DVec2;
use vispy_visuals::text::TextStyle;
use vispy_visuals::visuals::{Line, LineStyle, Rectangle, Text};
use vispy_visuals::{Device, Error, View};

use crate::support::{Stage, draw_frame, try_draw_frame};

const WHITE: [f32; 4] = [1.0; 4];

fn with_device<R>(ctx: &mut Context, f: impl FnOnce(&mut Context, &mut Device) -> R) -> R {
    Device::with(ctx, |ctx, device| Ok::<_, Error>(f(ctx, device))).unwrap()
}

fn colored(value: f32) -> Row {
    Row { color: [value; 4], ..Row::default() }
}

#[test]
fn rows_are_used_again_and_only_changed_ones_are_uploaded() {
    let (mut ctx, _) = Context::recorder();
    let mut uploaded = |set: &dyn Fn(&mut Device)| {
        with_device(&mut ctx, |ctx, device| {
            set(device);
            ctx.take_stats();
            device.upload(ctx).unwrap();
            let stats = ctx.take_stats();
            (stats.uploads, stats.upload_bytes)
        })
    };
    let handles = std::cell::RefCell::new(Vec::<RowHandle>::new());
    let first = uploaded(&|device| {
        let mut handles = handles.borrow_mut();
        handles.extend((0..60).map(|_| device.rows.allocate()));
        for (value, handle) in handles.iter().enumerate() {
            device.rows.set(handle, colored(value as f32));
        }
    });
    assert_eq!(first, (1, 60 * 64));
    let same = |device: &mut Device| device.rows.set(&handles.borrow()[7], colored(7.0));
    assert_eq!(uploaded(&same), (0, 0), "the same values again");
    let one = |device: &mut Device| device.rows.set(&handles.borrow()[7], colored(-1.0));
    assert_eq!(uploaded(&one), (1, 64), "one row");
    let freed = handles.borrow_mut().swap_remove(3).index();
    let again = |device: &mut Device| {
        let handle = device.rows.allocate();
        assert_eq!(handle.index(), freed, "a free row is used again");
        handles.borrow_mut().push(handle);
    };
    assert_eq!(uploaded(&again), (0, 0));
    let grown = uploaded(&|device| {
        let mut handles = handles.borrow_mut();
        handles.extend((0..100).map(|_| device.rows.allocate()));
    });
    assert_eq!(grown, (1, 160 * 64), "a larger texture is filled from the start");
    let far = uploaded(&|device| {
        let handles = handles.borrow();
        for handle in handles.iter().filter(|handle| [0, 159].contains(&handle.index())) {
            device.rows.set(handle, colored(99.0));
        }
    });
    assert_eq!(far, (2, 128), "two rows far from each other");
}

#[test]
fn more_than_a_texture_holds_is_an_error_that_says_so() {
    let Some(mut stage) = Stage::new(4, 4) else { return };
    let most = stage.ctx.caps().max_texture_size;
    let message = with_device(&mut stage.ctx, |ctx, device| {
        let handles: Vec<RowHandle> = (0..=most).map(|_| device.rows.allocate()).collect();
        assert_eq!(handles.len() as u32, most + 1);
        let result = device.upload(ctx).and_then(|()| Ok(ctx.flush()?));
        result.unwrap_err().to_string()
    });
    assert!(message.contains(&most.to_string()), "{message}");
}

#[test]
fn a_visual_of_one_context_is_refused_by_another() {
    let (mut one, _) = Context::recorder();
    let (mut other, _) = Context::recorder();
    let view = View::of_canvas(RenderTarget::canvas(64, 48), 1.0);
    let mut big = Line::from_points(&[DVec2::ZERO, DVec2::splat(30.0)], LineStyle::default());
    let points: Vec<DVec2> = (0..5000).map(|i| DVec2::new(f64::from(i % 60), f64::from(i % 40))).collect();
    let mut line = Line::from_points(&points, LineStyle::default());
    draw_frame(&mut one, view.target, WHITE, &mut [(&mut big, &view), (&mut line, &view)]);
    let result = try_draw_frame(&mut other, view.target, WHITE, &mut [(&mut line, &view)]);
    // The driver is not asked to draw with objects that are not there.
    if let Err(error) = result {
        assert!(error.to_string().contains("context"), "{error}");
    } else {
        panic!("a program of another context was accepted");
    }
    draw_frame(&mut one, view.target, WHITE, &mut [(&mut big, &view), (&mut line, &view)]);
}

#[test]
fn glyphs_that_had_to_move_are_laid_out_again() {
    let Some(mut stage) = Stage::new(200, 60) else { return };
    let view = View::of_canvas(stage.target, 1.0);
    let mut label = Text::new("moved", DVec2::new(20.0, 40.0), TextStyle::new(24.0)).unwrap();
    let before = stage.draw(WHITE, &mut [(&mut label, &view)]);
    let texts: Vec<Text> = (0..90)
        .flat_map(|round| {
            let size = 200.0 + 2.0 * round as f32;
            ["AB", "WM", "@%", "gQ"]
                .map(|text| Text::new(text, DVec2::new(4.0, 50.0), TextStyle::new(size)).unwrap())
        })
        .collect();
    let mut rounds = 0;
    for mut text in texts {
        stage.draw(WHITE, &mut [(&mut text, &view)]);
        rounds += 1;
        let again = stage.draw(WHITE, &mut [(&mut label, &view)]);
        assert!(again.data == before.data, "after {rounds} large texts the label looks otherwise");
    }
    let generation = with_device(&mut stage.ctx, |_, device| device.glyphs.atlas.generation());
    assert!(generation > 0, "the atlas of the driver has dropped glyphs");
}

#[test]
fn visuals_share_programs_and_drop_what_they_hold() {
    let (mut ctx, _) = Context::recorder();
    let view = View::of_canvas(RenderTarget::canvas(64, 48), 1.0);
    let make = || Rectangle::new(DVec2::ZERO, DVec2::splat(9.0), Color::BLACK).unwrap();
    for _ in 0..50 {
        // Dropped at the end of each frame.
        draw_frame(&mut ctx, view.target, WHITE, &mut [(&mut make(), &view), (&mut make(), &view)]);
    }
    with_device(&mut ctx, |_, device| {
        assert_eq!(device.program_count(), 1);
        assert!(device.rows.allocate().index() < 2, "rows of dropped visuals are free again");
        let mut range = device.vertices.allocate();
        device.vertices.set(&mut range, &[[0.0; 4]; 2]);
        assert!(range.start() < 64, "and so are their vertices");
    });
}

#[test]
fn a_line_looks_the_same_in_a_small_target_after_a_large_one() {
    let Some(mut stage) = Stage::new(60, 40) else { return };
    let view = View::of_canvas(stage.target, 1.0);
    let points = [DVec2::new(3.0, 4.0), DVec2::new(50.0, 10.0), DVec2::new(20.0, 38.0)];
    let make = || Line::from_points(&points, LineStyle { width_px: 5.0, ..LineStyle::default() });
    let before = stage.draw(WHITE, &mut [(&mut make(), &view)]);
    let texture = Texture2D::empty(TextureFormat::Rgba8, 300, 200).unwrap();
    let framebuffer = FrameBuffer::new(&texture).unwrap();
    let large = stage.ctx.use_framebuffer(&framebuffer).unwrap();
    draw_frame(&mut stage.ctx, large, WHITE, &mut [(&mut make(), &View::of_canvas(large, 3.0))]);
    let after = stage.draw(WHITE, &mut [(&mut make(), &view)]);
    assert!(before.data == after.data);
}
