namespace FoilEngine.Internal
{
    /// <summary>How far an attempt has come.</summary>
    internal sealed class Progress
    {
        public Progress(Deadline deadline)
        {
            Deadline = deadline;
        }

        public Deadline Deadline { get; }

        public bool HasHead { get; set; }

        /// <summary>The caller has seen an event of the stream.</summary>
        public bool HasEvents { get; set; }
    }
}
