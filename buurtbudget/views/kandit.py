from buurtbudget.views.publiek import _nog_niet

kan_dit = _nog_niet
