// The engine against a model: random query graphs under random edits, asked by several threads at once. Every answer equals
// a computation from scratch, and a query runs only when something it had read, directly or through others, has changed.

using System.Collections.Concurrent;
using Vale.Queries.Runtime;
using Xunit;

namespace Runtime.Tests;

public class ModelTests
{
    private const int Inputs = 24;
    private const int Layers = 5;
    private const int Width = 12;
    private const int Nodes = Layers * Width;

    /// <summary>What a node does: which inputs and lower nodes it may read, and how it picks among them.</summary>
    private sealed record Shape(int[] Inputs, int[] Nodes, int Kind);

    private static readonly Input<N, int> Value = Input.Define<N, int>("Value", defaultValue: 3);
    private static readonly Input<N, Shape> Shapes = Input.Define<N, Shape>("Shapes", Durability.High);

    private static readonly Query<N, int> Node = Query.Define<N, int>("Node", (db, key) => Compute(key.Index, db.Get(Shapes, key),
        i => db.Get(Value, new N(i)), n => db.Get(Side(n), new N(n))));

    private static readonly Query<N, int> NotCompared = Query.DefineNoCompare<N, int>("NotCompared", (db, key) => Compute(key.Index, db.Get(Shapes, key),
        i => db.Get(Value, new N(i)), n => db.Get(Side(n), new N(n))));

    private static readonly Query<N, int> Evicted = Query.Define<N, int>("Evicted", (db, key) => Compute(key.Index, db.Get(Shapes, key),
        i => db.Get(Value, new N(i)), n => db.Get(Side(n), new N(n))), new() { LruCapacity = 4 });

    /// <summary>A third of the nodes each: compared, not compared, evicted.</summary>
    private static Query<N, int> Side(int node) => (node % 3) switch { 0 => Node, 1 => NotCompared, _ => Evicted };

    /// <summary>The one definition of the graph's meaning, for the engine and for the computation from scratch.</summary>
    private static int Compute(int key, Shape shape, Func<int, int> input, Func<int, int> node)
    {
        switch (shape.Kind)
        {
            case 0:
                // Reads everything.
                var sum = key;
                foreach (var i in shape.Inputs) sum += input(i);
                foreach (var n in shape.Nodes) sum += 3 * node(n);
                return sum % 97;
            case 1:
                // What is read depends on what was read.
                var first = shape.Inputs.Length > 0 ? input(shape.Inputs[0]) : 0;
                return shape.Nodes.Length == 0 ? first : node(shape.Nodes[Math.Abs(first) % shape.Nodes.Length]);
            case 2:
                // Coarse, so that it is often the same again.
                var parity = 0;
                foreach (var n in shape.Nodes) parity ^= node(n) & 1;
                foreach (var i in shape.Inputs) parity ^= input(i) & 1;
                return parity;
            default:
                // Stops early, and fails sometimes.
                foreach (var n in shape.Nodes)
                    if (node(n) % 5 == 0) return n;
                foreach (var i in shape.Inputs)
                    if (input(i) == 9) throw new FormatException($"node {key}");
                return -1;
        }
    }

    private sealed class World(Random random)
    {
        internal readonly int[] Values = Enumerable.Repeat(3, Inputs).ToArray();
        internal readonly Shape[] Shapes = new Shape[Nodes];

        internal Shape NewShape(int node)
        {
            var lower = node / Width * Width;
            var nodes = lower == 0 ? 0 : random.Next(0, 5);
            return new([.. Enumerable.Range(0, random.Next(nodes == 0 ? 1 : 0, 4)).Select(_ => random.Next(Inputs))],
                [.. Enumerable.Range(0, nodes).Select(_ => random.Next(lower))], random.Next(4));
        }

        internal Durability DurabilityOf(int input) => (Durability)(input % 3);

        /// <summary>From scratch: each node once, nothing kept from before. Null where the node fails.</summary>
        internal int?[] Answers()
        {
            var answers = new int?[Nodes];
            for (var node = 0; node < Nodes; node++)
            {
                try
                {
                    answers[node] = Compute(node, Shapes[node], i => Values[i], n => answers[n] ?? throw new FormatException($"node {n}"));
                }
                catch (FormatException)
                {
                }
            }
            return answers;
        }
    }

    /// <summary>What each run read, to judge whether the next run of the same node had a reason. Filled by the test's own walk of
    /// the graph, not by the engine.</summary>
    private static HashSet<(bool IsShape, int Index)> Reads(World world, int?[] answers, int node)
    {
        var reads = new HashSet<(bool, int)>();
        Walk(node);
        return reads;

        void Walk(int at)
        {
            reads.Add((true, at));
            try
            {
                Compute(at, world.Shapes[at], i =>
                {
                    reads.Add((false, i));
                    return world.Values[i];
                }, n =>
                {
                    Walk(n);
                    return answers[n] ?? throw new FormatException();
                });
            }
            catch (FormatException)
            {
            }
        }
    }

    [Theory]
    [InlineData(11, 4)]
    [InlineData(12, 3)]
    [InlineData(13, 1)]
    [InlineData(14, 2)]
    public void Answers_equal_a_computation_from_scratch_and_nothing_runs_without_a_reason(int seed, int threadCount)
    {
        const int Edits = 600;
        const int AsksPerEdit = 12;
        var random = new Random(seed);
        var world = new World(random);
        using var database = new Database();
        var runs = new ConcurrentQueue<int>();
        var evicted = new HashSet<int>();
        using var subscription = database.Events.Subscribe(happened =>
        {
            if (happened.Kind == QueryEventKind.WillExecute) runs.Enqueue(happened.Key);
            if (happened.Kind == QueryEventKind.DidEvict) evicted.Add(happened.Key);
        });
        database.Write(writer =>
        {
            for (var node = 0; node < Nodes; node++) writer.Set(Shapes, new N(node), world.Shapes[node] = world.NewShape(node));
        });

        var changed = new HashSet<(bool IsShape, int Index)>();
        var lastReads = new HashSet<(bool IsShape, int Index)>?[Nodes];
        var changedSince = Enumerable.Range(0, Nodes).Select(_ => new HashSet<(bool, int)>()).ToArray();
        var steps = 0;
        for (var edit = 0; edit < Edits; edit++)
        {
            changed.Clear();
            database.Write(writer =>
            {
                for (var n = random.Next(0, 4); n > 0; n--)
                {
                    if (random.Next(6) == 0)
                    {
                        var node = random.Next(Nodes);
                        writer.Set(Shapes, new N(node), world.Shapes[node] = world.NewShape(node), (Durability)random.Next(3));
                        changed.Add((true, node));
                    }
                    else
                    {
                        var input = random.Next(Inputs);
                        var value = random.Next(10);
                        var durability = random.Next(8) == 0 ? (Durability)random.Next(3) : world.DurabilityOf(input);
                        if (random.Next(10) == 0) writer.Remove(Value, new N(input));
                        else writer.Set(Value, new N(input), value, durability);
                        world.Values[input] = writer.Get(Value, new N(input));
                        changed.Add((false, input));
                    }
                }
            });
            foreach (var since in changedSince) since.UnionWith(changed);

            var answers = world.Answers();
            runs.Clear();
            var asks = Enumerable.Range(0, threadCount).Select(_ => Enumerable.Range(0, AsksPerEdit / threadCount + 1).Select(_ => random.Next(Nodes)).ToArray()).ToList();
            var failures = new string?[threadCount];
            using (var root = database.Snapshot())
            {
                var threads = asks.Select((nodes, t) => new Thread(() =>
                {
                    using var snapshot = root.Fork();
                    snapshot.GivesWay = t % 2 == 1 ? static () => true : null;     // whatever goes first, the answers are the same
                    foreach (var node in nodes)
                    {
                        int? got = null;
                        try
                        {
                            got = snapshot.Get(Side(node), new N(node));
                        }
                        catch (FormatException)
                        {
                        }
                        if (got != answers[node]) failures[t] ??= $"edit {edit}: node {node} is {got}, from scratch {answers[node]}";
                    }
                })).ToList();
                threads.ForEach(thread => thread.Start());
                threads.ForEach(thread => thread.Join());
                steps += asks.Sum(nodes => nodes.Length);
            }
            Assert.All(failures, Assert.Null);

            foreach (var node in runs)
            {
                // It never ran, or failed the last time; its value had left; or something it had read was written since.
                if (lastReads[node] is not { } reads || evicted.Remove(node) || reads.Overlaps(changedSince[node])) continue;
                Assert.Fail($"edit {edit}: node {node} ran again though nothing it had read was written");
            }
            Judge();

            void Judge()
            {
                // Whatever was asked, and whatever that asks, is now up to date.
                var fresh = new HashSet<int>();
                foreach (var node in asks.SelectMany(nodes => nodes)) Mark(node);

                void Mark(int node)
                {
                    if (!fresh.Add(node)) return;
                    changedSince[node].Clear();
                    lastReads[node] = answers[node] is null ? null : Reads(world, answers, node);
                    try
                    {
                        Compute(node, world.Shapes[node], i => world.Values[i], n =>
                        {
                            Mark(n);
                            return answers[n] ?? throw new FormatException();
                        });
                    }
                    catch (FormatException)
                    {
                    }
                }
            }
        }
        // Four of these make more than 20,000 edits and questions.
        Assert.True(steps + Edits >= 7_500);
    }
}
