//! Tests of signal trees against all samples.

use std::sync::{Arc, Mutex};

use super::*;
use crate::samples::{Access, SampleSource, Strided};

fn plain(values: &[f32], start: usize, end: usize) -> Option<[f32; 2]> {
    let finite = values[start..end].iter().copied().filter(|value| value.is_finite());
    finite.map(|value| [value, value]).reduce(|a, b| [a[0].min(b[0]), a[1].max(b[1])])
}

/// A sequence that looks random and is the same every time.
fn noise(count: usize) -> Vec<f32> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / 65536.0 - 128.0
    };
    (0..count).map(|_| next()).collect()
}

#[test]
fn every_range_has_its_own_extremes() {
    let mut values = noise(20_000);
    values[5_000..5_400].fill(f32::NAN);
    values[777] = f32::INFINITY;
    values[12_345] = 1e6;
    let samples = Samples::from(values.clone());
    let tree = SignalTree::new(&samples);
    assert!(tree.size_bytes() < 20_000 * 4 / 20, "the tree is small");
    let places = noise(400);
    for pair in places.chunks(2) {
        let [a, b] = [pair[0], pair[1]].map(|v| ((v.abs() * 150.0) as usize).min(19_999));
        let (start, end) = (a.min(b), a.max(b) + 1);
        let found = tree.extrema(Slice::F32(&values), start, end);
        let found = found.map(|e| [values[e.min], values[e.max]]);
        assert_eq!(found, plain(&values, start, end), "{start}..{end}");
    }
    assert_eq!(tree.extrema(Slice::F32(&values), 5_000, 5_400), None);
}

#[test]
fn columns_of_every_length_have_their_extremes() {
    for len in [0, 1, 2, 127, 128, 129, 1023, 1024, 1025, 8191, 8193, 66_000] {
        let values = noise(len);
        let tree = SignalTree::new(&Samples::from(values.clone()));
        for (start, end) in [(0, len), (len / 3, len), (0, len - len / 3), (len / 2, len / 2), (len, len + 5)]
        {
            let found = tree.extrema(Slice::F32(&values), start, end);
            let range = start..end.min(len);
            let expected = if range.is_empty() { None } else { plain(&values, range.start, range.end) };
            assert_eq!(found.map(|e| [values[e.min], values[e.max]]), expected, "{start}..{end} of {len}");
            if let Some(found) = found {
                assert_eq!(
                    [found.first, found.last],
                    [range.start, range.end - 1],
                    "{start}..{end} of {len}"
                );
            }
        }
    }
    let nan = vec![f64::NAN; 70_000];
    let tree = SignalTree::new(&Samples::from(nan.clone()));
    assert_eq!(tree.extrema(Slice::F64(&nan), 0, 70_000), None);
}

#[test]
fn a_tree_that_grew_is_the_tree_of_all() {
    let values = noise(300_000);
    let samples = |range: std::ops::Range<usize>| Samples::from(values[range].to_vec());
    let mut grown = SignalTree::new(&samples(0..0));
    for end in [0, 1, 5, 127, 128, 129, 1_000, 1_024, 1_025, 8_200, 66_000, 70_001, 300_000] {
        grown.extend(&samples(0..end), 0);
        let whole = SignalTree::new(&samples(0..end));
        assert_eq!(grown.nodes::<f32>(), whole.nodes::<f32>(), "{end} samples");
    }
}

#[test]
fn a_tree_whose_samples_leave_at_the_front_knows_the_others() {
    let mut values = noise(400_000);
    values[90_000..90_700].fill(f32::NAN);
    let (mut start, mut end) = (0, 20_000);
    let mut tree = SignalTree::new(&Samples::from(values[start..end].to_vec()));
    let steps = noise(2_000);
    let mut most_bytes = 0;
    for pair in steps.chunks(2) {
        let [gone, new] = [pair[0], pair[1]].map(|v| (v.abs() * 6.0) as usize);
        let (gone, new) = (gone.min(end - start), new.min(values.len() - end));
        (start, end) = (start + gone, end + new);
        let window = &values[start..end];
        tree.extend(&Samples::from(window.to_vec()), gone);
        most_bytes = most_bytes.max(tree.size_bytes());
        let len = window.len();
        for (from, to) in [(0, len), (len / 3, len), (len / 7, len - len / 5), (0, len / 2)] {
            let found = tree.extrema(Slice::F32(window), from, to);
            let found = found.map(|e| [window[e.min], window[e.max]]);
            assert_eq!(found, plain(window, from, to), "{from}..{to} of {start}..{end}");
        }
    }
    assert!(start > 300_000, "much was dropped: {start}");
    assert!(most_bytes < 400_000 * 4 / 20, "nodes of what was dropped go too: {most_bytes} bytes");
}

#[test]
fn a_tree_of_positive_samples_takes_the_others_for_gaps() {
    let mut values = noise(20_000);
    values[3_000..3_300].fill(-1.0);
    let tree = SignalTree::of_positive(&Samples::from(values.clone()));
    let positive = |start: usize, end: usize| {
        let seen = values[start..end].iter().copied().filter(|value| *value > 0.0);
        seen.map(|value| [value, value]).reduce(|a, b| [a[0].min(b[0]), a[1].max(b[1])])
    };
    for (start, end) in [(0, 20_000), (17, 9_000), (2_900, 3_200), (3_010, 3_020), (3_000, 3_300)] {
        let found = tree.extrema(Slice::F32(&values), start, end);
        assert_eq!(found.map(|e| [values[e.min], values[e.max]]), positive(start, end), "{start}..{end}");
        if let Some(found) = found {
            assert!(values[found.first] > 0.0 && values[found.last] > 0.0);
        }
    }
}

#[test]
fn a_tree_of_parts_is_the_tree_that_grew() {
    // Beyond two parts, with the last one not full, and gaps at an edge between parts.
    let len = (2 << 20) + (1 << 20) + 777;
    let mut values: Vec<i16> = (0..len).map(|i: usize| (i.wrapping_mul(2_654_435_761) >> 9) as i16).collect();
    values[2_000_000] = i16::MIN;
    let mut grown = SignalTree::new(&Samples::from(values[..1000].to_vec()));
    grown.extend(&Samples::from(values.clone()), 0);
    let control = crate::jobs::JobControl::default();
    let parts = SignalTree::with_control(&Samples::from(values.clone()), &control).unwrap();
    assert_eq!(parts.nodes::<i16>(), grown.nodes::<i16>());
    assert_eq!(control.fraction(), 1.0);
    let floats: Vec<f32> =
        values.iter().map(|v| if *v > 32_000 { f32::NAN } else { f32::from(*v) }).collect();
    let mut grown = SignalTree::new(&Samples::from(floats[..1000].to_vec()));
    grown.extend(&Samples::from(floats.clone()), 0);
    assert_eq!(SignalTree::new(&Samples::from(floats)).nodes::<f32>(), grown.nodes::<f32>());
}

#[test]
fn channels_that_lie_between_each_other_are_extended_as_if_they_were_alone() {
    let channels = 40;
    let rows = 9_000;
    let values: Vec<i16> =
        (0..channels * rows).map(|i: usize| (i.wrapping_mul(2_654_435_761) >> 13) as i16).collect();
    let window = |range: std::ops::Range<usize>| {
        let part = values[range.start * channels..range.end * channels].to_vec();
        Strided::interleaved(Arc::new(part), channels).unwrap()
    };
    let control = crate::jobs::JobControl::default();
    let mut trees = SignalTree::of_channels(&window(0..1000), &control).unwrap();
    // The second step is large enough for threads, the fourth drops whole nodes, the fifth all that is known.
    let steps = [(0, 1001), (0, 5000), (700, 5300), (4200, 8000), (8000, 8100), (8050, 9000)];
    let mut start = 0;
    for (first, end) in steps {
        SignalTree::extend_channels(&mut trees, &window(first..end), first - start);
        start = first;
        for (channel, tree) in trees.iter().enumerate() {
            let alone: Vec<i16> = (first..end).map(|row| values[row * channels + channel]).collect();
            assert_eq!(tree.len(), alone.len());
            let len = alone.len();
            for (from, to) in [(0, len), (len / 3, len), (len / 7, len - len / 5)] {
                let found = tree.extrema(Slice::I16(&alone), from, to);
                let found = found.map(|e| [f64::from(alone[e.min]), f64::from(alone[e.max])]);
                let expected = alone[from..to].iter().map(|v| f64::from(*v));
                let expected = expected.map(|v| [v; 2]).reduce(|a, b| [a[0].min(b[0]), a[1].max(b[1])]);
                assert_eq!(found, expected, "{from}..{to} of {first}..{end}, channel {channel}");
            }
        }
    }
}

#[test]
fn trees_of_rows_are_those_of_the_channels() {
    let (channels, rows) = (5, 70_001);
    let mut values = noise(channels * rows);
    values[3 * channels + 1] = f32::NAN;
    values[40_000 * channels + 4] = f32::NEG_INFINITY;
    // A leaf of the third channel without any.
    (64..128).for_each(|row| values[row * channels + 2] = f32::NAN);
    let strided = Strided::interleaved(Arc::new(values.clone()), channels).unwrap();
    let trees = SignalTree::of_channels(&strided, &crate::jobs::JobControl::default()).unwrap();
    for (channel, tree) in trees.iter().enumerate() {
        let alone: Vec<f32> = values.iter().copied().skip(channel).step_by(channels).collect();
        let expected = SignalTree::new(&Samples::from(alone));
        // What is in a node without samples that count is not looked at.
        let [found, expected] = [tree, &expected].map(|tree| {
            let nodes = tree.nodes::<f32>().unwrap();
            let level = |level: usize| {
                let node = move |index| nodes.get(level, index, LEAF * FAN.pow(level as u32));
                let all = (0..).map_while(node);
                all.map(|node| (!node.is_void).then_some((node.range, node.has_gaps))).collect::<Vec<_>>()
            };
            (0..nodes.level_count()).map(level).collect::<Vec<_>>()
        });
        assert_eq!(found, expected, "channel {channel}");
        assert_eq!(found[0].len(), rows.div_ceil(LEAF));
    }
}

/// Numbers that remember which of them were asked for.
#[derive(Debug)]
struct Asked(Vec<i16>, Mutex<Vec<[usize; 2]>>);

impl SampleSource for Asked {
    fn slice(&self) -> Slice<'_> {
        Slice::I16(&self.0)
    }

    fn advise(&self, access: Access) {
        if let Access::Soon { start, end } = access {
            self.1.lock().unwrap().push([start, end]);
        }
    }
}

#[test]
fn all_numbers_of_rows_are_asked_for_once() {
    for (channels, rows) in [(3, 200_000), (700, 3_001), (3000, 500)] {
        let source = Arc::new(Asked(vec![1; channels * rows], Mutex::default()));
        let strided = Strided::interleaved(Arc::clone(&source) as _, channels).unwrap();
        SignalTree::of_channels(&strided, &crate::jobs::JobControl::default()).unwrap();
        let mut asked = source.1.lock().unwrap().clone();
        asked.sort_unstable();
        assert!(asked.len() > 4 && asked.iter().all(|[start, end]| end - start <= 1 << 17));
        let first = asked[0];
        let whole = asked[1..].iter().fold(first, |[start, end], next| {
            assert_eq!(next[0], end, "{channels} channels");
            [start, next[1]]
        });
        assert_eq!(whole, [0, channels * rows]);
    }
}
