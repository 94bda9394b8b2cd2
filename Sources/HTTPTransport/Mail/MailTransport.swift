import Dispatch

/// Mails in, results out: over libcurl's SMTP.
package struct MailTransport: Sendable {
    // Mails are rare, and one at a time for each receiver: a thread for each dialogue is simpler than a place in the loop.
    private let queue = DispatchQueue(label: "ratingwatch.mail", attributes: .concurrent)

    private let certificateFile: String?

    /// `certificateFile`: path of authorities' certificates (PEM) that are trusted beside the system's.
    package init(certificateFile: String? = nil) { self.certificateFile = certificateFile }

    /// Cancelling the task breaks the dialogue off within a second or two.
    package func send(_ mail: MailRequest) async -> MailResult {
        let session = MailSession(mail, certificateFile: certificateFile)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.async { continuation.resume(returning: session.run()) }
            }
        } onCancel: {
            session.cancel()
        }
    }
}
