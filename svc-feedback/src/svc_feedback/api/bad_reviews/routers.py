"""The routes of bad reviews and appeals together."""

from svc_feedback.api.bad_reviews import appeals, bad_reviews, following, steps

ROUTERS = (following.router, bad_reviews.router, steps.router, appeals.router)
