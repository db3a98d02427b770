namespace FoilEngine.Internal
{
    /// <summary>How far an attempt has come.</summary>
    internal sealed class Progress
    {
        public Progress(Deadline deadline, bool isStream)
        {
            Deadline = deadline;
            IsStream = isStream;
        }

        public Deadline Deadline { get; }

        public bool IsStream { get; }

        public bool HasHead { get; set; }

        /// <summary>Events of the stream that have come.</summary>
        public int Events { get; set; }
    }
}
