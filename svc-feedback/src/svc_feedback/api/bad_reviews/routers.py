"""The routes of bad reviews and appeals together."""

from svc_feedback.api.bad_reviews import appeals, bad_reviews, steps

ROUTERS = (bad_reviews.router, steps.router, appeals.router)
