// One browser and one host for the whole run; a machine of two cores serves one visitor at a time best.
[assembly: AssemblyFixture(typeof(NoCodeCrm.Browser.Tests.Site))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
