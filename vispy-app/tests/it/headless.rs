//! Headless contexts draw, do not disturb each other, and say why there are none.

use vispy_app::egl::{DeviceChoice, EglOptions, HeadlessContext};
use vispy_app::testing::{test_context, test_context_with};
use vispy_app::{Api, Error};
use vispy_gloo::{Context, FrameBuffer, ReadFormat, RenderTarget, Texture2D, TextureFormat};

type Result = std::result::Result<(), Box<dyn std::error::Error>>;

/// A target of 4 x 3 pixels; it lives as long as the frame buffer.
fn small_target(ctx: &mut Context) -> vispy_gloo::Result<(FrameBuffer, RenderTarget)> {
    let framebuffer = FrameBuffer::new(&Texture2D::empty(TextureFormat::Rgba8, 4, 3)?)?;
    let target = ctx.use_framebuffer(&framebuffer)?;
    Ok((framebuffer, target))
}

fn pixels(ctx: &mut Context, target: RenderTarget) -> vispy_gloo::Result<Vec<u8>> {
    let mut pixels = Vec::new();
    ctx.read_pixels_now(target, target.rect(), ReadFormat::Rgba8, &mut pixels)?;
    Ok(pixels)
}

fn clears_to_orange(api: Api) -> Result {
    let Some(mut ctx) = test_context_with(&EglOptions::default().with_api(api)) else { return Ok(()) };
    assert_eq!(ctx.api(), api);
    assert!(ctx.description().contains("EGL"), "{}", ctx.description());
    let (_framebuffer, target) = small_target(&mut ctx)?;
    ctx.clear(target, None, Some([1.0, 0.6, 0.0, 1.0]), None);
    assert_eq!(pixels(&mut ctx, target)?, [255, 153, 0, 255].repeat(12));
    Ok(())
}

#[test]
fn es30_clears_and_reads_back() -> Result {
    clears_to_orange(Api::Es30)
}

#[test]
fn gl33_clears_and_reads_back() -> Result {
    clears_to_orange(Api::Gl33)
}

#[test]
fn two_contexts_on_one_thread_take_turns() -> Result {
    let (Some(mut first), Some(mut second)) = (test_context(), test_context()) else { return Ok(()) };
    let (_a, in_first) = small_target(&mut first)?;
    let (_b, in_second) = small_target(&mut second)?;
    first.clear(in_first, None, Some([1.0, 0.0, 0.0, 1.0]), None);
    second.clear(in_second, None, Some([0.0, 1.0, 0.0, 1.0]), None);
    assert_eq!(pixels(&mut first, in_first)?, [255, 0, 0, 255].repeat(12));
    assert_eq!(pixels(&mut second, in_second)?, [0, 255, 0, 255].repeat(12));
    drop(first);
    assert_eq!(pixels(second.make_current()?, in_second)?, [0, 255, 0, 255].repeat(12));
    Ok(())
}

#[test]
fn a_context_for_each_thread() {
    if test_context().is_none() {
        return;
    }
    let threads: Vec<_> = (0..4)
        .map(|_| std::thread::spawn(|| clears_to_orange(Api::Es30).map_err(|error| error.to_string())))
        .collect();
    for thread in threads {
        assert_eq!(thread.join().unwrap(), Ok(()));
    }
}

#[test]
fn no_context_says_what_was_tried_and_what_to_install() {
    let options = EglOptions::default().with_device(DeviceChoice::Index(usize::MAX)).with_api(Api::Es30);
    let error = HeadlessContext::new(&options).unwrap_err();
    let Error::NoGl { tried, .. } = &error else { panic!("{error:?}") };
    assert_eq!(tried.0.len(), 1);
    let message = error.to_string();
    assert!(message.starts_with("no OpenGL ES 3.0 context: tried EGL"), "{message}");
    assert!(message.ends_with("apt-get install libegl1 libegl-mesa0 libgl1-mesa-dri"), "{message}");
}

#[test]
fn a_context_that_nobody_has_is_an_error() {
    for device in [DeviceChoice::Hardware, DeviceChoice::Software] {
        // One of the two exists where there is OpenGL at all; neither may panic.
        match HeadlessContext::new(&EglOptions::default().with_device(device)) {
            Ok(context) => assert!(context.description().starts_with("OpenGL"), "{}", context.description()),
            Err(error) => assert!(matches!(error, Error::NoGl { .. }), "{error}"),
        }
    }
}
