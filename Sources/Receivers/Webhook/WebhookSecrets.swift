/// The keys of one webhook: every one signs, so that sender and receiver can change theirs at different times.
struct WebhookSecrets: Sendable, Hashable {
    let files: [SecretFile]

    /// In the order of the files, one a line; empty where no file is configured.
    func read() throws(ReceiverError) -> [WebhookSecret] {
        var secrets: [WebhookSecret] = []
        for file in files {
            let lines = try file.lines()
            let found = lines.compactMap(WebhookSecret.init)
            guard !found.isEmpty, found.count == lines.count else {
                throw ReceiverError(
                    operation: "read", subject: file.subject,
                    cause: lines.isEmpty ? "it is empty" : "a line of it is no secret",
                    hint:
                        "each line is whsec_ and the key, of 24 bytes or more, in base64; `echo whsec_$(openssl rand -base64 32)` makes one"
                )
            }
            secrets += found
        }
        return secrets
    }
}
