namespace NoCodeCrm.Testing;

/// <summary>Waits for what happens in its own time: over at once when it has happened, patient because others keep the machine busy.</summary>
public static class Wait
{
    /// <summary>How long anything may take before a fact gives up on it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Asks again and again until the answer is as wanted, and answers it. Throws with the last answer when patience ends.</summary>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> isWanted)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var answer = await ask();
            if (isWanted(answer))
                return answer;
            if (limit.IsCancellationRequested)
                throw new TimeoutException($"Not within {Patience.TotalSeconds:0} seconds; the last answer was {answer}.");
            await Task.Delay(50);
        }
    }
}
