/// What each service takes at most in one message, and where it says so. Letters are counted as UTF-16 units where a service
/// does not say what it counts.
enum ServiceLimits {
    /// https://docs.slack.dev/reference/block-kit/blocks/ and the pages of each block.
    enum Slack {
        static let blocks = 50
        /// Letters of a header's text: https://docs.slack.dev/reference/block-kit/blocks/header-block
        static let header = 150
        /// Letters of a section's text: https://docs.slack.dev/reference/block-kit/blocks/section-block
        static let section = 3000
        /// Letters of `text`, the notification: https://docs.slack.dev/reference/methods/chat.postMessage
        static let text = 4000
    }

    enum Teams {
        /// Bytes of the whole message, 28 KB:
        /// https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using
        static let message = 28 * 1024
    }

    /// https://discord.com/developers/docs/resources/message#embed-object-embed-limits
    enum Discord {
        static let title = 256
        static let description = 4096
        /// Letters of all parts of all embeds together.
        static let total = 6000
        static let url = 2048
    }

    /// https://docs.ntfy.sh/publish/#limitations
    enum Ntfy {
        /// Bytes of the message; a longer one becomes an attachment.
        static let message = 4096
        /// Buttons: https://docs.ntfy.sh/publish/#action-buttons
        static let actions = 3
        /// Bytes of the whole request as JSON: the server allows twice a message's.
        static let request = 8192
    }

    enum Mail {
        /// Bytes of a line without its end: RFC 5322, 2.1.1.
        static let line = 998
        /// Bytes of a digest as it is sent; larger mails are cut by some readers (Gmail shows 102 KB).
        static let digest = 100 * 1000
        /// Letters of a subject that a list of mails can show.
        static let subject = 150
    }
}
