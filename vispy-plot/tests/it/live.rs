//! Figures whose data change while they are shown.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use vispy_app::events::{Event, Key, KeyEvent, PhysicalSize, ResizeEvent};
use vispy_app::{CanvasHandler as _, Waker};
use vispy_gloo::{Command, Context, RenderTarget};
use vispy_plot::data::{Column, Keep, LiveSeries, TimeUnit};
use vispy_plot::figure::SignalData;
use vispy_plot::{Figure, FigureView, SaveOptions};

const SIZE: PhysicalSize = PhysicalSize { width_physical_px: 400, height_physical_px: 300 };

fn figure(y: &[f32], keep: Keep) -> (Figure, LiveSeries) {
    let mut figure = Figure::new();
    figure.size_px(400, 300);
    let live = figure.axes(0, 0).line(y).live(keep);
    (figure, live)
}

fn view(figure: &Figure) -> FigureView {
    let mut view = FigureView::new(figure, SIZE, 1.0).unwrap();
    view.update().unwrap();
    view
}

fn limits(view: &FigureView) -> [f64; 4] {
    let [x, y] = view.limits(0).unwrap();
    [x[0], x[1], y[0], y[1]].map(|value| value.to_f64())
}

fn key(key: Key) -> Event {
    Event::KeyPress(KeyEvent {
        key,
        text: None,
        repeat: false,
        modifiers: Default::default(),
        time_secs: 0.0,
    })
}

#[test]
fn limits_follow_the_data_until_somebody_goes_elsewhere() {
    let (figure, live) = figure(&[0.0, 1.0], Keep::All);
    let mut view = view(&figure);
    assert_eq!(limits(&view), [0.0, 1.0, -0.05, 1.05]);
    live.append([2.0f32, 3.0, 10.0]).unwrap();
    assert!(view.needs_redraw(), "there is something to see");
    view.update().unwrap();
    assert_eq!(limits(&view), [0.0, 4.0, -0.5, 10.5]);

    view.set_limits(0, [1.0, 2.0], [0.0, 5.0]).unwrap();
    live.append([20.0f32]).unwrap();
    view.update().unwrap();
    assert_eq!(limits(&view), [1.0, 2.0, 0.0, 5.0], "whoever looks elsewhere is left there");
    view.event(&key(Key::Home));
    view.update().unwrap();
    assert_eq!(limits(&view), [0.0, 5.0, -1.0, 21.0], "home is where all data are seen");
    live.set([-1.0f32, 1.0]).unwrap();
    view.update().unwrap();
    assert_eq!(limits(&view), [0.0, 1.0, -1.1, 1.1], "from home on, limits follow again");
}

#[test]
fn limits_that_were_fixed_stay() {
    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    axes.y_limits(-1.0, 1.0);
    let live = axes.line(Vec::<f64>::new()).live(Keep::All);
    let mut view = view(&figure);
    assert_eq!(limits(&view), [0.0, 1.0, -1.0, 1.0], "an empty line is shown");
    live.append([5.0, 6.0, 7.0]).unwrap();
    view.update().unwrap();
    assert_eq!(limits(&view), [0.0, 2.0, -1.0, 1.0]);
}

#[test]
fn a_ring_scrolls() {
    let mut figure = Figure::new();
    let live = figure.axes(0, 0).line(Vec::<i32>::new()).rate_hz(10.0).live(Keep::Last(100));
    let mut view = view(&figure);
    for round in 0..50 {
        let values: Vec<i32> = (0..30).map(|i| round * 30 + i).collect();
        live.append(&values).unwrap();
        view.update().unwrap();
    }
    // Samples 1400 to 1499 at 10 a second.
    let [x0, x1, y0, y1] = limits(&view);
    assert!((x0 - 140.0).abs() < 1e-9 && (x1 - 149.9).abs() < 1e-9, "{x0} to {x1}");
    assert!((y0 - (1400.0 - 4.95)).abs() < 1e-9 && (y1 - (1499.0 + 4.95)).abs() < 1e-9, "{y0} to {y1}");
}

#[test]
fn times_keep_their_nanoseconds() {
    let start = 1_700_000_000_000_000_000_i64;
    let mut figure = Figure::new();
    let times = Column::timestamps(Vec::new(), TimeUnit::Nanos);
    let live = figure.axes(0, 0).line((times, Vec::<f32>::new())).live(Keep::Last(3));
    let mut view = view(&figure);
    for i in 0..6 {
        live.append((&[start + i * 1_000_000_007], &[i as f32])).unwrap();
        view.update().unwrap();
    }
    let [x, _] = view.limits(0).unwrap();
    let expected = [3, 5].map(|i| vispy_plot::data::Value::I64(start + i * 1_000_000_007));
    assert_eq!(x, expected);
}

/// A million samples a second is a thousand in a millisecond; this producer is as fast as it can be.
#[test]
fn a_producer_is_seen_completely_and_wakes_once_a_frame() {
    const TOTAL: usize = 1_000_000;
    let (figure, live) = figure(&[], Keep::All);
    let mut view = view(&figure);
    let woken = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&woken);
    view.attach(&Waker::new(move || {
        count.fetch_add(1, Ordering::Relaxed);
    }));
    let producer = live.clone();
    let thread = std::thread::spawn(move || {
        for start in (0..TOTAL).step_by(500) {
            let values: Vec<f32> = (start..start + 500).map(|i| (i % 1000) as f32).collect();
            producer.append(&values).unwrap();
        }
    });
    let (mut ctx, _recording) = Context::recorder();
    let canvas = RenderTarget::canvas(400, 300);
    let mut frames = 0;
    let mut seen = 0.0;
    while seen < (TOTAL - 1) as f64 {
        if view.needs_redraw() {
            view.draw(&mut ctx, canvas).unwrap();
            frames += 1;
        }
        let newest = limits(&view)[1];
        assert!(newest >= seen || seen == 0.0 || newest == 1.0, "{newest} after {seen}");
        seen = newest;
    }
    thread.join().unwrap();
    assert_eq!(live.total(), TOTAL as u64);
    assert_eq!(limits(&view), [0.0, 999_999.0, -49.95, 1048.95]);
    let woken = woken.load(Ordering::Relaxed);
    // Each frame allows one more wake, and the first is free.
    assert!((1..=frames + 1).contains(&woken), "{woken} wakes for {frames} frames");
}

#[test]
fn a_live_picture_is_the_picture_of_its_data() {
    let wave = |range: std::ops::Range<usize>| -> Vec<f32> {
        range.map(|i| (i as f32 * 0.01).sin() * (i % 700) as f32).collect()
    };
    let (figure, live) = figure(&wave(0..10), Keep::All);
    for start in (10..30_010).step_by(1000) {
        live.append(wave(start..start + 1000)).unwrap();
    }
    let options = SaveOptions::default();
    let Ok(picture) = figure.render(&options) else {
        return vispy_app::testing::skip("no OpenGL");
    };
    let mut still = Figure::new();
    still.size_px(400, 300).axes(0, 0).line(wave(0..30_010));
    assert!(picture == still.render(&options).unwrap(), "saving takes the data of the moment");
    // A view that has seen the data grow draws the same.
    let mut view = view(&figure);
    for start in (30_010..50_010).step_by(777) {
        live.append(wave(start..start + 777)).unwrap();
        view.update().unwrap();
    }
    let total = live.len();
    let mut still = Figure::new();
    still.size_px(400, 300).axes(0, 0).line(wave(0..total));
    let Some(drawn) = crate::picture::draw("live", &mut view) else { return };
    assert!(drawn == still.render(&options).unwrap(), "a line that grew is the line of all");
}

#[test]
fn a_ring_s_picture_is_the_picture_of_what_is_left() {
    let wave = |range: std::ops::Range<usize>| -> Vec<i16> {
        range.map(|i| ((i * i) % 1003) as i16 - (i % 77) as i16).collect()
    };
    let mut figure = Figure::new();
    figure.size_px(400, 300);
    let live = figure.axes(0, 0).line(Vec::<i16>::new()).live(Keep::Last(20_000));
    let mut view = view(&figure);
    for start in (0..100_000).step_by(1234) {
        live.append(wave(start..start + 1234)).unwrap();
        view.update().unwrap();
    }
    let end = live.total() as usize;
    let x = Column::uniform((end - 20_000) as f64, 1.0, 20_000);
    let mut still = Figure::new();
    still.size_px(400, 300).axes(0, 0).line((x, wave(end - 20_000..end)));
    // Margins that were needed once are kept for a while, but not over a resize.
    view.event(&Event::Resize(ResizeEvent { size_physical: SIZE, scale_factor: 1.0, ..Default::default() }));
    let Some(drawn) = crate::picture::draw("live-ring", &mut view) else { return };
    assert!(drawn == still.render(&SaveOptions::default()).unwrap(), "only what is left is seen");
}

/// Sample `index` of a channel.
fn beat(channel: usize, index: usize) -> i16 {
    ((index * (channel + 3) * 7) % 2003) as i16 - 1000
}

#[test]
fn signals_that_grow_are_those_of_their_samples() {
    const CHANNELS: usize = 5;
    const KEPT: usize = 6_000;
    let channel = |range: std::ops::Range<usize>| {
        move |channel: usize| range.clone().map(|index| beat(channel, index)).collect::<Vec<i16>>()
    };
    let mut figure = Figure::new();
    figure.size_px(400, 300);
    // What is there at first comes channel by channel.
    let first: Vec<Vec<i16>> = (0..CHANNELS).map(channel(0..10)).collect();
    let live = figure.axes(0, 0).signals(first).rate_hz(1e3).overlaid().live(Keep::Last(KEPT));
    let mut view = view(&figure);
    let mut end = 10;
    for (round, len) in [1, 700, 3_000, 4_000, 999, 2_500].into_iter().enumerate() {
        if round % 2 == 0 {
            live.append((0..CHANNELS).map(channel(end..end + len)).collect::<Vec<_>>()).unwrap();
        } else {
            let by_sample = (end..end + len).flat_map(|index| (0..CHANNELS).map(move |k| beat(k, index)));
            live.append(SignalData::interleaved(by_sample.collect::<Vec<i16>>(), CHANNELS)).unwrap();
        }
        end += len;
        assert!(view.needs_redraw(), "there is something to see");
        view.update().unwrap();
    }
    assert_eq!((live.channels(), live.len(), live.total()), (CHANNELS, KEPT, end as u64));
    let [left, right, ..] = limits(&view).map(|x| (x * 1e3).round() as usize);
    assert_eq!([left, right], [end - KEPT, end - 1], "time goes on");
    // All at once.
    let mut still = Figure::new();
    still.size_px(400, 300);
    let nothing = SignalData::interleaved(Vec::<i16>::new(), CHANNELS);
    let other = still.axes(0, 0).signals(nothing).rate_hz(1e3).overlaid().live(Keep::Last(KEPT));
    other.append((0..CHANNELS).map(channel(0..end)).collect::<Vec<_>>()).unwrap();
    let drawn = figure.render(&SaveOptions::default()).unwrap();
    assert!(drawn == still.render(&SaveOptions::default()).unwrap(), "only what is left is seen");
}

#[test]
fn blocks_that_do_not_fit_live_signals_are_refused() {
    let mut figure = Figure::new();
    let nothing = SignalData::interleaved(Vec::<f32>::new(), 3);
    let live = figure.axes(0, 0).signals(nothing).gain(1.0).live(Keep::All);
    let refused = live.append(vec![vec![1.0f32], vec![2.0]]).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "a block of live signals is 2 samples of 2 channels for 3, \
         expected as many channels as the signals have, each with as many samples"
    );
    assert!(live.append(SignalData::interleaved(vec![1.0f32; 7], 3)).is_err(), "7 is no multiple of 3");
    assert!(live.append(SignalData::interleaved(vec![1.0f64; 3], 3)).is_err(), "another type");
    assert!(live.is_empty(), "what was refused left nothing behind");
    live.append(vec![vec![1.0f32, 2.0], vec![3.0, 4.0], vec![5.0, 6.0]]).unwrap();
    assert_eq!(live.len(), 2);
    view(&figure);
}

#[test]
fn several_windows_show_the_same_data() {
    let (figure, live) = figure(&[0.0, 1.0], Keep::All);
    let mut views = [view(&figure), view(&figure)];
    for value in 2..50 {
        live.append([value as f32]).unwrap();
        for view in &mut views {
            assert!(view.needs_redraw(), "each window is told");
            view.update().unwrap();
            assert_eq!(limits(view)[1], f64::from(value));
        }
    }
}

#[test]
fn a_frame_without_new_data_uploads_nothing() {
    let (figure, live) = figure(&[0.0; 5000], Keep::Last(5000));
    let mut view = view(&figure);
    let (mut ctx, recording) = Context::recorder();
    let canvas = RenderTarget::canvas(400, 300);
    view.draw(&mut ctx, canvas).unwrap();
    live.append([1.0f32; 100]).unwrap();
    view.draw(&mut ctx, canvas).unwrap();
    let _ = recording.take();
    assert!(!view.needs_redraw(), "nothing has changed");
    view.draw(&mut ctx, canvas).unwrap();
    let uploads =
        |command: &Command| matches!(command, Command::BufferData { .. } | Command::TextureData { .. });
    assert!(!recording.take().iter().any(uploads), "nothing has changed");
}

#[test]
fn live_markers_and_steps_are_what_their_data_are() {
    let wave =
        |range: std::ops::Range<usize>| -> Vec<f32> { range.map(|i| (i as f32 * 0.1).sin()).collect() };
    let add = |figure: &mut Figure, y: &[f32], live: bool| {
        let mut axes = figure.size_px(400, 300).axes(0, 0);
        let mut handles = Vec::new();
        let mut markers = axes.scatter(y);
        markers.symbol("square").rate_hz(10.0);
        handles.extend(live.then(|| markers.live(Keep::Last(50))));
        let mut steps = axes.step(y);
        steps.rate_hz(10.0);
        handles.extend(live.then(|| steps.live(Keep::All)));
        let mut line = axes.line(y);
        line.rate_hz(10.0).marker("o");
        handles.extend(live.then(|| line.live(Keep::All)));
        handles
    };
    let mut figure = Figure::new();
    let handles = add(&mut figure, &wave(0..20), true);
    let mut view = view(&figure);
    for live in &handles {
        live.append(wave(20..45)).unwrap();
    }
    view.update().unwrap();
    assert!((limits(&view)[1] - 4.4).abs() < 0.3, "{:?}", limits(&view));
    let mut still = Figure::new();
    add(&mut still, &wave(0..45), false);
    let Some(drawn) = crate::picture::draw("live-kinds", &mut view) else { return };
    assert!(
        drawn == still.render(&SaveOptions::default()).unwrap(),
        "they are drawn as if they had been there"
    );
    // A ring of markers goes on counting.
    handles[0].append(wave(45..60)).unwrap();
    view.update().unwrap();
    assert_eq!((handles[0].total(), handles[0].len()), (60, 50));
    assert!(limits(&view)[1] >= 5.9);
}

#[test]
fn live_markers_look_all_alike() {
    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    let mut markers = axes.scatter([1.0, 2.0]);
    markers.sizes_px([3.0, 4.0]);
    let _ = markers.live(Keep::All);
    let error = figure.check().unwrap_err().to_string();
    assert!(error.contains("one size and one colour for all"), "{error}");
    let mut plot = vispy_plot::scatter(Vec::<f32>::new()).x_limits(0.0, 5.0);
    let live = plot.live(Keep::All).unwrap();
    live.append([1.0f32, 2.0]).unwrap();
    assert_eq!(live.len(), 2);
    assert!(vispy_plot::bar([1.0]).live(Keep::All).is_none(), "bars are not live");
}
