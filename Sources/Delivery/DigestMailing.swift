import Configuration
import Receivers

/// The alerts of a receiver that go out together.
struct DigestMailing: Sendable {
    let schedule: DigestSchedule
    let email: Email
}
