//! Tests of live data without a picture.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::data::{DType, TimeUnit};
use vispy_app::Waker;

fn live<T: crate::data::Element>(values: &[T], keep: Keep) -> LiveSeries {
    LiveSeries::new(&values.into_series_data(), keep)
}

fn numbers(column: &Column) -> Vec<f64> {
    (0..column.len()).filter_map(|i| column.get_f64(i)).collect()
}

/// A million samples, their sum, and what is left of them at the end, from another thread while readers look.
#[test]
fn no_sample_of_another_thread_is_lost() {
    const CHUNK: usize = 1000;
    const TOTAL: usize = 2_000_000;
    let series = live::<i64>(&[], Keep::All);
    let producer = series.clone();
    let thread = std::thread::spawn(move || {
        for chunk in 0..TOTAL / CHUNK {
            let values: Vec<i64> = (0..CHUNK).map(|i| ((chunk * CHUNK + i) * 7) as i64).collect();
            producer.append(&values).unwrap();
        }
    });
    let mut held = series.snapshot();
    let mut looks = 0;
    while held.y.len() < TOTAL {
        held = series.snapshot();
        looks += 1;
        let values = held.y.as_slice::<i64>().unwrap();
        // Whole calls only, in order.
        assert_eq!(values.len() % CHUNK, 0, "look {looks}");
        if let Some(last) = values.last() {
            assert_eq!(*last, (values.len() as i64 - 1) * 7, "look {looks}");
        }
    }
    thread.join().unwrap();
    let sum: i64 = held.y.as_slice::<i64>().unwrap().iter().sum();
    assert_eq!(sum, 7 * (TOTAL as i64) * (TOTAL as i64 - 1) / 2);
    assert_eq!((series.len(), series.total()), (TOTAL, TOTAL as u64));
    let needed = TOTAL * size_of::<i64>();
    assert!(series.reserved_bytes() <= needed * 2, "{} bytes", series.reserved_bytes());
}

#[test]
fn a_ring_keeps_the_last_samples_in_bounded_memory() {
    const KEPT: usize = 10_000;
    let series = live::<f32>(&[], Keep::Last(KEPT));
    let mut at = 0_usize;
    let mut held = series.snapshot();
    let mut most = 0;
    for round in 0..3_000 {
        let len = round * 37 % 997;
        let values: Vec<f32> = (at..at + len).map(|i| (i % 4096) as f32).collect();
        series.append(&values).unwrap();
        at += len;
        // A reader that holds an old picture now and then, for a while.
        if round % 50 == 0 {
            held = series.snapshot();
        }
        most = most.max(series.reserved_bytes());
    }
    drop(held);
    series.append([(at % 4096) as f32]).unwrap();
    at += 1;
    assert_eq!((series.len(), series.total()), (KEPT, at as u64));
    let expected: Vec<f64> = (at - KEPT..at).map(|i| (i % 4096) as f64).collect();
    assert_eq!(numbers(&series.snapshot().y), expected);
    assert!(most <= 3 * KEPT * size_of::<f32>(), "{most} bytes for {KEPT} samples of 4 bytes");
}

#[test]
fn what_came_while_the_series_was_looked_at_is_kept_once() {
    let series = live(&[] as &[f32], Keep::Last(100_000));
    let seen = series.snapshot();
    series.append(vec![1.0_f32; 100_000]).unwrap();
    drop(seen);
    for _ in 0..100 {
        let seen = series.snapshot();
        series.append(vec![2.0_f32; 1000]).unwrap();
        drop(seen);
        assert!(series.reserved_bytes() <= 4 * 115_000, "{}", series.reserved_bytes());
    }
    assert_eq!(numbers(&series.snapshot().y), vec![2.0; 100_000]);
}

#[test]
fn a_block_longer_than_the_ring_leaves_its_end() {
    let series = live(&[1i16, 2, 3], Keep::Last(4));
    series.append([4i16, 5, 6, 7, 8, 9]).unwrap();
    assert_eq!(numbers(&series.snapshot().y), [6.0, 7.0, 8.0, 9.0]);
    assert_eq!(series.take_snapshot().seen, Seen { epoch: 1, first: 5, len: 4 });
    series.set([7i16]).unwrap();
    assert_eq!(series.take_snapshot().seen, Seen { epoch: 2, first: 0, len: 1 });
    let nothing = live(&[1i16, 2], Keep::Last(0));
    assert_eq!(numbers(&nothing.snapshot().y), [2.0], "0 counts as 1");
}

#[test]
fn a_snapshot_is_never_written_to() {
    let series = live(&[1.0f64, 2.0], Keep::Last(3));
    let old = series.snapshot();
    series.append([3.0f64, 4.0]).unwrap();
    series.append([5.0f64]).unwrap();
    assert_eq!(numbers(&old.y), [1.0, 2.0]);
    assert_eq!(numbers(&series.snapshot().y), [3.0, 4.0, 5.0]);
    series.set([9.0f64]).unwrap();
    assert_eq!(numbers(&old.y), [1.0, 2.0]);
}

#[test]
fn x_and_y_belong_together() {
    let times = Column::timestamps(vec![10], TimeUnit::Seconds);
    let series = LiveSeries::new(&SeriesData { x: Some(times), y: vec![0.5f32].into() }, Keep::All);
    series.append((&[20i64, 30], &[1.5f32, 2.5])).unwrap();
    let kinds = |error: DataError| format!("{error:?}");
    let shorter = series.append((&[40i64], &[1.0f32, 2.0])).unwrap_err();
    assert!(kinds(shorter).starts_with("LengthMismatch"));
    let other_type = series.append((&[40i64], &[1.0f64])).unwrap_err();
    assert!(matches!(other_type, DataError::Append { found: DType::F64, dtype: DType::F32, .. }));
    assert_eq!(
        series.append([1.0f32]).unwrap_err().to_string(),
        "x of a live series is missing, expected given with y, as the series has an x of its own"
    );
    let data = series.snapshot();
    assert_eq!(data.x.as_ref().map(Column::dtype), Some(DType::Timestamp(TimeUnit::Seconds)));
    assert_eq!(data.x.map(|x| numbers(&x)), Some(vec![10.0, 20.0, 30.0]));
    assert_eq!(numbers(&data.y), [0.5, 1.5, 2.5], "what was refused left nothing behind");
    assert!(live(&[1.0f32], Keep::All).append((&[1.0f32], &[1.0f32])).is_err(), "x to counted samples");
}

#[test]
fn a_reader_is_woken_once_until_it_looks() {
    let series = live(&[1u8], Keep::All);
    let signal = Arc::new(Signal::default());
    series.listen(&signal);
    let woken = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&woken);
    signal.attach(&Waker::new(move || {
        count.fetch_add(1, Ordering::Relaxed);
    }));
    for frame in 1..=3 {
        for value in 0..100u8 {
            series.append([value]).unwrap();
        }
        assert_eq!(woken.load(Ordering::Relaxed), frame, "a hundred changes are one frame");
        assert!(signal.lower(), "there is something to see");
        assert!(!signal.lower(), "it was seen");
    }
    series.append(Vec::<u8>::new()).unwrap();
    assert!(!signal.is_raised(), "nothing is no change");
    drop(signal);
    series.append([1u8]).unwrap();
}
