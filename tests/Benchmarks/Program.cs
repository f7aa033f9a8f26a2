using NoCodeCrm.Benchmarks;

// `dotnet run -c Release --project tests/Benchmarks`: the product against a hand-written floor over the same work, in turn,
// in one run. With `--floor PATH URL` this process is the floor.
if (args is ["--floor", var path, var url])
    await Floor.RunAsync(path, url);
else
    await Comparison.RunAsync(args);
