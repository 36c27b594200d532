"""The benchmark: ratios against bare pages on the same server in the same run. `./dev bench`.

One server worker on one core, the load on the other: what is compared is the work a page costs.
"""
